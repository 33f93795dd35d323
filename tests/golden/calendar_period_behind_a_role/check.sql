SELECT d.trade_month, SUM(l.quantity) FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id LEFT JOIN days d ON d.day = CAST(o.ordered_at AS DATE) GROUP BY 1
