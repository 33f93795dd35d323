SELECT o.id, o.status
FROM shop.orders AS o
WHERE NOT EXISTS (
    SELECT 1
    FROM shop.refunds
    WHERE o.id = order_id
      AND refunded_at > o.ordered_at
)
ORDER BY id
