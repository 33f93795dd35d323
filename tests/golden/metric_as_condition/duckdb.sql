WITH orders AS (
    SELECT customer_id, COUNT(*) AS orders
    FROM main.orders
    GROUP BY customer_id
), revenue AS (
    SELECT orders.customer_id, SUM(order_lines.quantity * order_lines.unit_price) AS revenue
    FROM main.order_lines
    LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
    GROUP BY orders.customer_id
), combined AS (
    SELECT
        CAST(DATE_TRUNC('year', orders.ordered_at) AS DATE) AS year,
        COUNT(*) AS orders,
        CAST(NULL AS DECIMAL(38, 2)) AS revenue
    FROM main.orders
    LEFT JOIN main.customers ON orders.customer_id = customers.customer_id
    LEFT JOIN orders AS orders_2 ON customers.customer_id = orders_2.customer_id
    LEFT JOIN revenue ON customers.customer_id = revenue.customer_id
    WHERE COALESCE(orders_2.orders, 0) > 1
      AND (revenue.revenue < 2000.00 OR customers.tier IS NULL)
    GROUP BY 1
    UNION ALL
    SELECT
        CAST(DATE_TRUNC('year', orders.ordered_at) AS DATE) AS year,
        CAST(NULL AS BIGINT) AS orders,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue
    FROM main.order_lines
    LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
    LEFT JOIN main.customers ON orders.customer_id = customers.customer_id
    LEFT JOIN orders AS orders_2 ON customers.customer_id = orders_2.customer_id
    LEFT JOIN revenue ON customers.customer_id = revenue.customer_id
    WHERE COALESCE(orders_2.orders, 0) > 1
      AND (revenue.revenue < 2000.00 OR customers.tier IS NULL)
    GROUP BY 1
)
SELECT year, COALESCE(MAX(orders), 0) AS orders, MAX(revenue) AS revenue
FROM combined
GROUP BY year
ORDER BY year
