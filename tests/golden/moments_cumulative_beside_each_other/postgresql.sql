WITH orders_7d AS (
    SELECT
        CAST(DATE_TRUNC('quarter', series.moment) AS DATE) AS quarter,
        series.moment,
        COUNT(*) AS orders_7d
    FROM golden_shop.orders
    JOIN GENERATE_SERIES((
        SELECT MIN(DATE_TRUNC('day', orders_2.ordered_at)) AS "at"
        FROM golden_shop.orders AS orders_2
    ), (
        SELECT MAX(DATE_TRUNC('day', orders_2.ordered_at)) AS "at"
        FROM golden_shop.orders AS orders_2
    ), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) <= series.moment AND DATE_TRUNC('day', orders.ordered_at) > series.moment + INTERVAL '-7 days'
    GROUP BY 1, series.moment
), orders_7d_2 AS (
    SELECT quarter, moment, orders_7d, MAX(moment) OVER (PARTITION BY quarter) AS moment_3
    FROM orders_7d
), shop_orders_7d AS (
    SELECT
        CAST(DATE_TRUNC('quarter', series.moment) AS DATE) AS quarter,
        series.moment,
        COUNT(*) AS shop_orders_7d
    FROM golden_shop.orders
    JOIN GENERATE_SERIES((
        SELECT MIN(DATE_TRUNC('day', orders_2.ordered_at)) AS "at"
        FROM golden_shop.orders AS orders_2
    ), (
        SELECT MAX(DATE_TRUNC('day', orders_2.ordered_at)) AS "at"
        FROM golden_shop.orders AS orders_2
    ), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) <= series.moment AND DATE_TRUNC('day', orders.ordered_at) > series.moment + INTERVAL '-7 days'
    WHERE orders.channel = 'shop'
    GROUP BY 1, series.moment
), shop_orders_7d_2 AS (
    SELECT quarter, moment, shop_orders_7d, MAX(moment) OVER (PARTITION BY quarter) AS moment_3
    FROM shop_orders_7d
), combined AS (
    SELECT quarter, orders_7d, CAST(NULL AS BIGINT) AS shop_orders_7d
    FROM orders_7d_2
    WHERE moment = moment_3
    UNION ALL
    SELECT quarter, CAST(NULL AS BIGINT) AS orders_7d, shop_orders_7d
    FROM shop_orders_7d_2
    WHERE moment = moment_3
)
SELECT
    quarter,
    COALESCE(MAX(orders_7d), 0) AS orders_7d,
    COALESCE(MAX(shop_orders_7d), 0) AS shop_orders_7d
FROM combined
GROUP BY quarter
ORDER BY quarter
