SELECT channels.reach, SUM(payments.amount) AS paid
FROM main.payments
LEFT JOIN main.orders ON payments.order_id = orders.order_id
LEFT JOIN main.channels ON orders.channel = channels.channel
GROUP BY channels.reach
ORDER BY reach
