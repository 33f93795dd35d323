SELECT billing.city, shipping.city AS shipping_city, COUNT(*) AS orders
FROM main.orders
LEFT JOIN main.addresses AS billing ON orders.billing_address_id = billing.address_id
LEFT JOIN main.addresses AS shipping ON orders.shipping_address_id = shipping.address_id
GROUP BY billing.city, shipping.city
ORDER BY city, shipping_city
