WITH refunded AS (
    SELECT order_id, SUM(amount) AS refunded
    FROM shop.refunds
    GROUP BY order_id
)
SELECT o.id, o.amount - COALESCE(refunded.refunded, 0) AS kept
FROM shop.orders AS o
LEFT JOIN refunded ON o.id = refunded.order_id
ORDER BY id
