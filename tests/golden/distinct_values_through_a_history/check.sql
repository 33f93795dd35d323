-- Orders only tell when a line was: one without lines adds nothing.
SELECT DISTINCT l.line_no, p.price_class
 FROM (SELECT x.line_no, x.product_id, o.ordered_at FROM order_lines x LEFT JOIN orders o ON o.order_id = x.order_id) l
 FULL JOIN price_classes p ON p.product_id = l.product_id AND p.since <= l.ordered_at AND (l.ordered_at < p.until OR p.until IS NULL)
