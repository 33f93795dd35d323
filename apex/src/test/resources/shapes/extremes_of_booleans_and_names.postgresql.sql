SELECT
    BOOL_AND(vip) AS "least",
    BOOL_OR(vip) AS most,
    BOOL_OR(vip) FILTER (WHERE region IS NOT NULL) AS most_named,
    MIN(name COLLATE "C") AS first_name
FROM shop.customers
