SELECT order_lines.line_no, price_classes.price_class
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
FULL JOIN golden_shop.price_classes ON order_lines.product_id = price_classes.product_id AND orders.ordered_at >= price_classes.since AND (price_classes.until IS NULL OR orders.ordered_at < price_classes.until)
GROUP BY order_lines.line_no, price_classes.price_class
ORDER BY line_no, price_classes.price_class COLLATE "C"
