SELECT
    MIN(vip) AS "least",
    MAX(vip) AS most,
    MAX(vip) FILTER (WHERE region IS NOT NULL) AS most_named,
    MIN(name) AS first_name
FROM shop.customers
