SELECT orders.channel AS sales_channel, SUM(payments.amount) AS paid
FROM main.payments
LEFT JOIN main.orders ON payments.order_id = orders.order_id
GROUP BY orders.channel
ORDER BY sales_channel
