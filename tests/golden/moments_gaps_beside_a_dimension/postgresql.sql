WITH part_keys AS (
    SELECT DISTINCT CAST(DATE_TRUNC('month', moment) AS DATE) AS month, CAST(NULL AS TEXT) AS channel
    FROM GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment)
    WHERE moment >= ?
      AND moment < ?
), combined AS (
    SELECT CAST(DATE_TRUNC('month', ordered_at) AS DATE) AS month, channel, COUNT(*) AS orders
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
    GROUP BY 1, channel
    UNION ALL
    SELECT part_keys.month, part_keys.channel, CAST(NULL AS BIGINT) AS orders
    FROM part_keys
    WHERE NOT EXISTS (
        SELECT CAST(DATE_TRUNC('month', ordered_at) AS DATE) AS month
        FROM golden_shop.orders
        WHERE ordered_at >= ?
          AND ordered_at < ?
        GROUP BY 1, channel
        HAVING part_keys.month = CAST(DATE_TRUNC('month', ordered_at) AS DATE)
    )
)
SELECT month, channel, COALESCE(MAX(orders), 0) AS orders
FROM combined
GROUP BY month, channel
ORDER BY month, channel COLLATE "C"
