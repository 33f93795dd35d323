SELECT UPPER(o.status) AS status, SUM(o.amount) AS amount, MAX(o.id) AS pieces
FROM shop.orders AS o
GROUP BY 1
HAVING SUM(o.amount) > 10
ORDER BY 2
