SELECT price_classes.price_class, CAST(SUM(order_lines.quantity) AS BIGINT) AS units
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
LEFT JOIN main.price_classes ON order_lines.product_id = price_classes.product_id AND orders.ordered_at >= price_classes.since AND (price_classes.until IS NULL OR orders.ordered_at < price_classes.until)
GROUP BY price_classes.price_class
ORDER BY price_class
