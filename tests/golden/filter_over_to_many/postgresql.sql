WITH customers_keys AS (
    SELECT DISTINCT customers.customer_id AS key_0
    FROM golden_shop.customers
    LEFT JOIN golden_shop.orders ON customers.customer_id = orders.customer_id
    WHERE orders.channel = ?
)
SELECT COUNT(*) AS customers
FROM customers_keys
