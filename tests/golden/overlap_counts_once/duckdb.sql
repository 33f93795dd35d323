WITH customers_keys AS (
    SELECT DISTINCT order_lines.line_no, orders.channel, customers.customer_id AS key_2
    FROM main.customers
    LEFT JOIN main.orders ON customers.customer_id = orders.customer_id
    LEFT JOIN main.order_lines ON orders.order_id = order_lines.order_id
)
SELECT line_no, channel, COUNT(*) AS customers
FROM customers_keys
GROUP BY line_no, channel
ORDER BY line_no, channel
