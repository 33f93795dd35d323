SELECT o.channel AS channel, COUNT(*) AS orders,
  CASE WHEN COUNT(CASE WHEN o.status = 'cancelled' THEN 1 END) > 0
    THEN COUNT(DISTINCT CASE WHEN o.status = 'cancelled' THEN o.customer_id END) END AS cancelling_buyers
FROM orders o
GROUP BY o.channel
ORDER BY o.channel NULLS LAST
