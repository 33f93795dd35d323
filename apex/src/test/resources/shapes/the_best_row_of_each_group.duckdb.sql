WITH orders_rows AS (
    SELECT id, status, ROW_NUMBER() OVER (PARTITION BY status ORDER BY amount DESC, id) AS place
    FROM shop.orders
)
SELECT id, status
FROM orders_rows
WHERE place = 1
ORDER BY id
