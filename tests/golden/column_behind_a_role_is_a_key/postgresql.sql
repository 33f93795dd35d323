SELECT orders.channel AS sales_channel, SUM(payments.amount) AS paid
FROM golden_shop.payments
LEFT JOIN golden_shop.orders ON payments.order_id = orders.order_id
GROUP BY orders.channel
ORDER BY orders.channel COLLATE "C"
