SELECT
    CAST(DATE_TRUNC('quarter', customers.signed_on) AS DATE) AS signed_on_quarter,
    COUNT(*) AS orders
FROM main.orders
LEFT JOIN main.customers ON orders.customer_id = customers.customer_id
GROUP BY 1
ORDER BY signed_on_quarter
