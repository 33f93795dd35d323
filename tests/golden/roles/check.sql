SELECT b.city, s.city, COUNT(*) FROM orders o LEFT JOIN addresses b ON b.address_id = o.billing_address_id LEFT JOIN addresses s ON s.address_id = o.shipping_address_id GROUP BY b.city, s.city
