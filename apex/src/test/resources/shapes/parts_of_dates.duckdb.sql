SELECT
    id,
    EXTRACT(YEAR FROM ordered_at) AS y,
    EXTRACT(MONTH FROM ordered_at) AS m,
    EXTRACT(DOW FROM ordered_at) AS w,
    CAST(FLOOR(EXTRACT(SECOND FROM ordered_at)) AS BIGINT) AS s,
    CAST(FLOOR(EXTRACT(EPOCH FROM ordered_at)) AS BIGINT) AS e
FROM shop.orders
ORDER BY id
