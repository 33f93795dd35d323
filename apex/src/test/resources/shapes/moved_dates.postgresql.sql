SELECT
    id,
    CAST(day + INTERVAL '1 month' AS DATE) AS month_later,
    CAST(day - INTERVAL '1 year' AS DATE) AS year_earlier,
    ordered_at - INTERVAL '1 month' AS month_earlier,
    ordered_at + INTERVAL '3 months' AS quarter_later,
    CAST(day + INTERVAL '2 days' AS DATE) AS two_days_later,
    ordered_at + INTERVAL '25 hours' AS hours_later,
    ordered_at + INTERVAL '30 minutes' AS half_hour_later,
    CAST(CAST(day + INTERVAL '1 month' AS DATE) - INTERVAL '1 month' AS DATE) AS there_and_back,
    CAST(day + INTERVAL '1 month' * id AS DATE) AS by_row
FROM shop.orders
ORDER BY id
