SELECT
    id,
    pieces / 2 AS halves,
    pieces % 2 AS rest,
    CAST(amount / 3 AS DECIMAL(23, 13)) AS each,
    pieces - (id - (-1)) AS a,
    (pieces + 1) * (-pieces) AS b,
    amount * amount AS c,
    weight + CAST(1.5 AS DOUBLE PRECISION) AS d,
    pieces + CAST(? AS BIGINT) AS e,
    points / NULLIF(pieces, 0) AS f
FROM shop.orders
ORDER BY id
