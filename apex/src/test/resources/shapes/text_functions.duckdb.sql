SELECT
    id,
    UPPER(name) AS a,
    LENGTH(name) AS b,
    SUBSTR(name, 1, 2) AS c,
    name || '''s' AS d,
    name LIKE 'a\\b\_c' ESCAPE '\' AS e,
    name LIKE '%d_' AS f,
    name NOT LIKE ? ESCAPE '\' AS g,
    name LIKE '%!_%' ESCAPE '!' AS h,
    POSITION('b' IN name) AS i,
    REPLACE(name, 'b', 'x') AS j,
    REGEXP_MATCHES(name, '[bd]') AS k
FROM shop.customers
ORDER BY id
