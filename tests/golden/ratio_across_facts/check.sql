SELECT o.channel, CAST(l.revenue AS DOUBLE PRECISION) / o.orders FROM
  (SELECT channel, COUNT(*) AS orders FROM orders GROUP BY channel) o LEFT JOIN
  (SELECT o2.channel, SUM(quantity * unit_price) AS revenue FROM order_lines l2 LEFT JOIN orders o2 ON o2.order_id = l2.order_id GROUP BY o2.channel) l
  ON l.channel = o.channel OR (l.channel IS NULL AND o.channel IS NULL)
