SELECT
    id,
    points / NULLIF(id - 3, 0) AS integers,
    CAST(amount / NULLIF(id - 3, 0) AS DECIMAL(23, 13)) AS decimals,
    weight / NULLIF(CAST(id - 3 AS DOUBLE PRECISION), 0) AS doubles,
    points % NULLIF(id - 3, 0) AS rest,
    amount % NULLIF(id - 3, 0) AS rest_of_decimals,
    id / NULLIF(0, 0) AS nobody,
    id / NULLIF(id - 3, 0) AS guarded,
    points / NULLIF(id - 3, 0) / NULLIF(id - 3, 0) AS again
FROM shop.orders
ORDER BY id
