SELECT
    id,
    CAST(ROUND(CAST(weight AS NUMERIC), 1) AS DOUBLE PRECISION) AS a,
    ROUND(amount, 1) AS b,
    FLOOR(amount) AS c,
    CEIL(weight) AS d,
    ABS(pieces) AS e,
    CAST(amount AS INTEGER) AS f,
    CAST(weight AS DECIMAL(10, 1)) AS g
FROM shop.orders
ORDER BY id
