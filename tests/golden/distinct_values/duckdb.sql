SELECT customers.tier, regions.name AS region
FROM main.customers
FULL JOIN main.regions ON customers.region_id = regions.region_id
GROUP BY customers.tier, regions.name
ORDER BY tier, region
