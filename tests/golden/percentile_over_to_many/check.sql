SELECT sold.channel, percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(sold.list_price AS DOUBLE PRECISION)), percentile_disc(0.66) WITHIN GROUP (ORDER BY sold.list_price), COUNT(*)
 FROM (SELECT DISTINCT o.channel, p.product_id, p.list_price
       FROM products p LEFT JOIN order_lines l ON l.product_id = p.product_id LEFT JOIN orders o ON o.order_id = l.order_id) sold
 GROUP BY sold.channel
