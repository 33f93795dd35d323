SELECT status, SUM(discount) AS discounts
FROM golden_shop.orders
GROUP BY status
ORDER BY discounts DESC NULLS LAST, status COLLATE "C"
