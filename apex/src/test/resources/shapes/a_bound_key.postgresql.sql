SELECT amount > ? AS big, SUM(amount) AS revenue
FROM shop.orders
GROUP BY 1
ORDER BY big
