SELECT
    CAST(EXTRACT(QUARTER FROM ordered_at) AS BIGINT) AS quarter_of_year,
    CAST(EXTRACT(HOUR FROM ordered_at) AS BIGINT) AS ordered_at_hour_of_day,
    COUNT(*) AS orders
FROM golden_shop.orders
GROUP BY 1, 2
ORDER BY quarter_of_year, ordered_at_hour_of_day
