WITH customers_rows AS (
    SELECT id, 'hidden' AS name, UPPER(region) AS region
    FROM shop.customers
)
SELECT o.id, customers_rows.name, customers_rows.region
FROM shop.orders AS o
LEFT JOIN customers_rows ON o.customer_id = customers_rows.id
