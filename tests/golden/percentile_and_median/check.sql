SELECT o.status, percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(l.unit_price AS DOUBLE PRECISION)), percentile_disc(0.9) WITHIN GROUP (ORDER BY l.unit_price)
 FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id GROUP BY o.status
