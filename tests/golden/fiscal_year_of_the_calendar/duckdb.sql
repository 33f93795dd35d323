SELECT days.fiscal_year, COUNT(*) AS orders
FROM main.orders
LEFT JOIN main.days ON DATE_TRUNC('day', orders.ordered_at) = CAST(days.day AS TIMESTAMP)
GROUP BY days.fiscal_year
ORDER BY fiscal_year
