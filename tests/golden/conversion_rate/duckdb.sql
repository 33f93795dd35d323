WITH orders_rows AS (
    SELECT
        order_id,
        customer_id,
        billing_address_id,
        shipping_address_id,
        ordered_at,
        status,
        channel,
        discount,
        ROW_NUMBER() OVER (ORDER BY ordered_at, order_id) AS row_number_
    FROM main.orders
), sessions_rows AS (
    SELECT
        sessions.session_id,
        sessions.customer_id,
        sessions.started_at,
        sessions.device,
        sessions.pages,
        sessions.minutes,
        orders_rows.order_id,
        orders_rows.customer_id AS customer_id0,
        orders_rows.billing_address_id,
        orders_rows.shipping_address_id,
        orders_rows.ordered_at,
        orders_rows.status,
        orders_rows.channel,
        orders_rows.discount,
        orders_rows.row_number_,
        ROW_NUMBER() OVER (PARTITION BY orders_rows.row_number_ ORDER BY (sessions.started_at AT TIME ZONE 'America/New_York') AT TIME ZONE 'UTC' DESC, sessions.session_id) AS place_15
    FROM main.sessions
    JOIN orders_rows ON sessions.customer_id = orders_rows.customer_id AND ((sessions.started_at AT TIME ZONE 'America/New_York') AT TIME ZONE 'UTC') <= orders_rows.ordered_at AND ((sessions.started_at AT TIME ZONE 'America/New_York') AT TIME ZONE 'UTC') > orders_rows.ordered_at + INTERVAL '-1 day'
), combined AS (
    SELECT device, COUNT(*) AS order_rate_orders, CAST(NULL AS BIGINT) AS sessions
    FROM sessions_rows
    WHERE place_15 = 1
    GROUP BY device
    UNION ALL
    SELECT device, CAST(NULL AS BIGINT) AS order_rate_orders, COUNT(*) AS sessions
    FROM main.sessions
    GROUP BY device
)
SELECT
    device,
    CAST(COALESCE(MAX(order_rate_orders), 0) AS DOUBLE) / NULLIF(COALESCE(MAX(sessions), 0), 0) AS order_rate
FROM combined
GROUP BY device
ORDER BY device
