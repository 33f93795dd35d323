SELECT billing.city, shipping.city AS shipping_city, COUNT(*) AS orders
FROM golden_shop.orders
LEFT JOIN golden_shop.addresses AS billing ON orders.billing_address_id = billing.address_id
LEFT JOIN golden_shop.addresses AS shipping ON orders.shipping_address_id = shipping.address_id
GROUP BY billing.city, shipping.city
ORDER BY billing.city COLLATE "C", shipping.city COLLATE "C"
