SELECT
    CAST(SUM(points) AS BIGINT) AS a,
    SUM(pieces) AS b,
    SUM(amount) AS c,
    SUM(weight) AS d,
    CAST(AVG(points) AS DOUBLE PRECISION) AS e,
    CAST(AVG(amount) AS DOUBLE PRECISION) AS f,
    AVG(weight) AS g,
    COUNT(*) AS h,
    MIN(day) AS i,
    MAX(ordered_at) AS j,
    CAST(STDDEV_SAMP(pieces) AS DOUBLE PRECISION) AS k,
    COALESCE(SUM(pieces), 0) AS l
FROM shop.orders
