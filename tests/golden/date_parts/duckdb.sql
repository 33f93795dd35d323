SELECT
    EXTRACT(QUARTER FROM ordered_at) AS quarter_of_year,
    EXTRACT(HOUR FROM ordered_at) AS ordered_at_hour_of_day,
    COUNT(*) AS orders
FROM main.orders
GROUP BY 1, 2
ORDER BY quarter_of_year, ordered_at_hour_of_day
