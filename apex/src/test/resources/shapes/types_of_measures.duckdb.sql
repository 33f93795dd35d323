SELECT
    CAST(SUM(points) AS BIGINT) AS a,
    CAST(SUM(pieces) AS BIGINT) AS b,
    SUM(amount) AS c,
    SUM(weight) AS d,
    AVG(points) AS e,
    AVG(amount) AS f,
    AVG(weight) AS g,
    COUNT(*) AS h,
    MIN(day) AS i,
    MAX(ordered_at) AS j,
    STDDEV_SAMP(pieces) AS k,
    CAST(COALESCE(SUM(pieces), 0) AS BIGINT) AS l
FROM shop.orders
