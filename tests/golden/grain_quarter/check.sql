SELECT CAST(date_trunc('quarter', o.ordered_at) AS DATE), SUM(l.quantity * l.unit_price) FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id GROUP BY 1
