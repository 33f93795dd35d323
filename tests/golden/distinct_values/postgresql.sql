SELECT customers.tier, regions.name AS region
FROM golden_shop.customers
FULL JOIN golden_shop.regions ON customers.region_id = regions.region_id
GROUP BY customers.tier, regions.name
ORDER BY customers.tier COLLATE "C", regions.name COLLATE "C"
