SELECT
    id,
    UPPER(name) AS a,
    LENGTH(name) AS b,
    SUBSTR(name, 1, 2) AS c,
    name || '''s' AS d,
    name LIKE E'a\\\\b\\_c' AS e,
    name LIKE '%d_' AS f,
    name NOT LIKE ? AS g,
    name LIKE '%!_%' ESCAPE '!' AS h,
    POSITION('b' IN name) AS i,
    REPLACE(name, 'b', 'x') AS j,
    name ~ '[bd]' AS k
FROM shop.customers
ORDER BY id
