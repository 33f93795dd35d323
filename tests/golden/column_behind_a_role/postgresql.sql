SELECT channels.reach, SUM(payments.amount) AS paid
FROM golden_shop.payments
LEFT JOIN golden_shop.orders ON payments.order_id = orders.order_id
LEFT JOIN golden_shop.channels ON orders.channel = channels.channel
GROUP BY channels.reach
ORDER BY channels.reach COLLATE "C"
