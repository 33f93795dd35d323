SELECT days.fiscal_year, COUNT(*) AS orders
FROM golden_shop.orders
LEFT JOIN golden_shop.days ON DATE_TRUNC('day', orders.ordered_at) = CAST(days.day AS TIMESTAMP)
GROUP BY days.fiscal_year
ORDER BY days.fiscal_year COLLATE "C"
