SELECT o.id, r.id AS refund
FROM shop.orders AS o
JOIN shop.refunds AS r ON o.id = r.order_id AND r.refunded_at >= o.ordered_at AND r.refunded_at < o.ordered_at + INTERVAL '1 day'
ORDER BY id
