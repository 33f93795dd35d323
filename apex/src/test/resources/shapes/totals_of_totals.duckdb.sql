WITH refunded AS (
    SELECT order_id, SUM(amount) AS refunded
    FROM shop.refunds
    GROUP BY order_id
)
SELECT o.status, SUM(o.amount) AS amount, MAX(refunded.refunded) AS refunded
FROM shop.orders AS o
LEFT JOIN refunded ON o.id = refunded.order_id
GROUP BY o.status
ORDER BY status
