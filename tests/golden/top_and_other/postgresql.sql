WITH top_order_lines AS (
    SELECT regions.name AS region, TRUE AS found
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
    LEFT JOIN golden_shop.regions ON customers.region_id = regions.region_id
    GROUP BY regions.name
    ORDER BY SUM(order_lines.quantity * order_lines.unit_price) DESC NULLS LAST, regions.name COLLATE "C"
    LIMIT 2
), combined AS (
    SELECT
        top_order_lines.region,
        top_order_lines.found IS NULL AS region_other,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue,
        CAST(AVG(order_lines.unit_price) AS DOUBLE PRECISION) AS average_price,
        PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(order_lines.unit_price AS DOUBLE PRECISION)) AS median_price,
        CAST(NULL AS BIGINT) AS buyers,
        CAST(NULL AS BIGINT) AS orders
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
    LEFT JOIN golden_shop.regions ON customers.region_id = regions.region_id
    LEFT JOIN top_order_lines ON regions.name IS NOT DISTINCT FROM top_order_lines.region
    GROUP BY top_order_lines.region, 2
    UNION ALL
    SELECT
        top_order_lines.region,
        top_order_lines.found IS NULL AS region_other,
        CAST(NULL AS DECIMAL(38, 2)) AS revenue,
        CAST(NULL AS DOUBLE PRECISION) AS average_price,
        CAST(NULL AS DOUBLE PRECISION) AS median_price,
        COUNT(DISTINCT orders.customer_id) AS buyers,
        COUNT(*) AS orders
    FROM golden_shop.orders
    LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
    LEFT JOIN golden_shop.regions ON customers.region_id = regions.region_id
    LEFT JOIN top_order_lines ON regions.name IS NOT DISTINCT FROM top_order_lines.region
    GROUP BY top_order_lines.region, 2
)
SELECT
    region,
    region_other,
    MAX(revenue) AS revenue,
    COALESCE(MAX(buyers), 0) AS buyers,
    MAX(average_price) AS average_price,
    MAX(median_price) AS median_price,
    CAST(MAX(revenue) AS DOUBLE PRECISION) / NULLIF(COALESCE(MAX(orders), 0), 0) AS order_value
FROM combined
GROUP BY region, region_other
ORDER BY region_other, 3 DESC NULLS LAST, region COLLATE "C"
