SELECT p.price_class, SUM(l.quantity) FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id
 LEFT JOIN price_classes p ON p.product_id = l.product_id AND o.ordered_at >= p.since AND (p.until IS NULL OR o.ordered_at < p.until) GROUP BY p.price_class
