SELECT MIN(launched_on) AS launched_on_min, MAX(launched_on) AS launched_on_max
FROM main.products
