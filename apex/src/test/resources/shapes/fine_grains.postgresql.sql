SELECT
    id,
    DATE_TRUNC('second', ordered_at + INTERVAL '1.234 seconds') AS second,
    DATE_TRUNC('millisecond', ordered_at + INTERVAL '1.234 seconds') AS millisecond,
    DATE_TRUNC('minute', ordered_at + INTERVAL '1.234 seconds') AS minute
FROM shop.orders
ORDER BY id
