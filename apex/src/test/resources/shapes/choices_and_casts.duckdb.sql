SELECT
    id,
    CASE WHEN status = 'paid' THEN 'yes' WHEN status IS NULL THEN '?' END AS a,
    COALESCE(status, 'none') AS b,
    NULLIF(status, 'paid') AS c,
    CAST(pieces AS VARCHAR) AS d,
    CAST('12' AS BIGINT) AS e,
    CAST(? AS VARCHAR) AS f,
    CAST(NULL AS DATE) AS g,
    CAST(ordered_at AS DATE) AS h,
    TRUE AS i
FROM shop.orders
ORDER BY id
