WITH combined AS (
    SELECT 'bought' AS kind, ordered_at AS "at", amount
    FROM shop.orders
    UNION ALL
    SELECT 'returned' AS kind, refunded_at AS "at", amount
    FROM shop.refunds
)
SELECT kind, SUM(amount) AS amount, MIN("at") AS first
FROM combined
GROUP BY kind
ORDER BY kind
