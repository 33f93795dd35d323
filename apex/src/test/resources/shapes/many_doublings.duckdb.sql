WITH orders_rows AS (
    SELECT
        CAST(id AS BIGINT) + id + (CAST(id AS BIGINT) + id) + (CAST(id AS BIGINT) + id + (CAST(id AS BIGINT) + id)) + (CAST(id AS BIGINT) + id + (CAST(id AS BIGINT) + id) + (CAST(id AS BIGINT) + id + (CAST(id AS BIGINT) + id))) + (CAST(id AS BIGINT) + id + (CAST(id AS BIGINT) + id) + (CAST(id AS BIGINT) + id + (CAST(id AS BIGINT) + id)) + (CAST(id AS BIGINT) + id + (CAST(id AS BIGINT) + id) + (CAST(id AS BIGINT) + id + (CAST(id AS BIGINT) + id)))) AS a
    FROM shop.orders
), orders_rows_2 AS (
    SELECT
        a + a + (a + a) + (a + a + (a + a)) + (a + a + (a + a) + (a + a + (a + a))) + (a + a + (a + a) + (a + a + (a + a)) + (a + a + (a + a) + (a + a + (a + a)))) AS a
    FROM orders_rows
)
SELECT a + a + (a + a) AS a
FROM orders_rows_2
ORDER BY 1
