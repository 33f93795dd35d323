SELECT d.fiscal_year, COUNT(*) FROM orders o LEFT JOIN days d ON d.day = CAST(o.ordered_at AS DATE) GROUP BY 1
