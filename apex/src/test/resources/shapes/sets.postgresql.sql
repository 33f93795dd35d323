WITH combined AS (
    SELECT id
    FROM shop.orders
    UNION ALL
    SELECT id
    FROM shop.customers
), combined_2 AS (
    SELECT id
    FROM combined
    INTERSECT
    SELECT id
    FROM shop.refunds
), combined_3 AS (
    SELECT id
    FROM shop.refunds
    EXCEPT
    SELECT id
    FROM shop.customers
), combined_4 AS (
    SELECT id
    FROM combined_2
    UNION
    SELECT id
    FROM combined_3
)
SELECT id
FROM combined_4
ORDER BY id
