WITH stock_rows AS (
    SELECT
        stock.product_id,
        stock.counted_on,
        stock.on_hand,
        days.day,
        days.trade_month,
        days.season,
        days.fiscal_year,
        MAX(stock.counted_on) OVER (PARTITION BY days.trade_month) AS moment_7
    FROM golden_shop.stock
    LEFT JOIN golden_shop.days ON DATE_TRUNC('day', CAST(stock.counted_on AS TIMESTAMP)) = CAST(days.day AS TIMESTAMP)
)
SELECT trade_month, SUM(on_hand) AS on_hand
FROM stock_rows
WHERE counted_on = moment_7
GROUP BY trade_month
ORDER BY trade_month
