-- filter
SELECT * FROM customers
SELECT id, name, region FROM customers WHERE region = 'US'
SELECT count(*) FROM customers WHERE region <> 'EU'
SELECT count(*) FROM customers WHERE region IS NULL
SELECT id FROM customers WHERE region = 'US' OR 1 = 1
SELECT id FROM customers WHERE NOT (region = 'EU')
SELECT id FROM customers WHERE email = 'u7@example.org'
SELECT id FROM customers WHERE email LIKE 'u%'
SELECT id FROM customers WHERE email LIKE '%@masked'
SELECT id FROM customers WHERE email ILIKE 'U7%'
SELECT id FROM customers WHERE card LIKE '4111%'
SELECT id FROM customers WHERE card > '5'
SELECT id FROM customers WHERE national_id BETWEEN 'N1' AND 'N5'
SELECT id FROM customers WHERE birth_date = DATE '1980-03-14'
SELECT id FROM customers WHERE extract(month from birth_date) > 1
SELECT id FROM customers WHERE name = 'Name 3'
SELECT id FROM customers WHERE name IN ('Name 3', 'Name 4')
SELECT id FROM customers WHERE left(email, 1) = 'u'
SELECT id FROM customers WHERE char_length(email) < 16
SELECT id FROM customers WHERE upper(name) = 'NAME 3'
SELECT id FROM customers WHERE coalesce(email, 'x') = 'x'
SELECT id FROM customers WHERE substring(national_id, 2, 1) = '1'
SELECT id FROM customers WHERE md5(email) = md5('u7@example.org')
SELECT id FROM customers WHERE CASE WHEN email = 'u7@example.org' THEN true ELSE false END
SELECT id FROM orders WHERE status = 'void'
SELECT count(*) FROM orders WHERE status IS NULL OR status = 'void'
SELECT id FROM orders WHERE buyer_email = 'u7@example.org'
SELECT c.id FROM (SELECT * FROM customers) c WHERE c.name = 'Name 5'
WITH w AS (SELECT id, email FROM customers) SELECT id FROM w WHERE email = 'u3@example.org'
-- columns that are hidden, tables that are forbidden
SELECT ssn FROM customers
SELECT c.ssn FROM customers c
SELECT id FROM customers WHERE ssn = 'S3'
SELECT id FROM customers ORDER BY ssn
SELECT count(ssn) FROM customers
SELECT max(ssn) FROM customers
SELECT id FROM customers GROUP BY id, ssn
SELECT snn FROM customers
SELECT ss FROM customers
SELECT margin FROM orders
SELECT sum(margin) FROM orders
SELECT margins FROM orders
SELECT o.id FROM orders o WHERE o.margin > 3
SELECT * FROM salaries
SELECT * FROM shop.salaries
SELECT count(*) FROM salaries
SELECT * FROM salarys
SELECT salary FROM customers
SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM salaries s WHERE s.customer_id = c.id AND s.salary > 30000)
SELECT c.id FROM customers c JOIN salaries s ON s.customer_id = c.id
SELECT id FROM customers UNION SELECT id FROM salaries
SELECT (SELECT max(salary) FROM salaries)
SELECT * FROM (SELECT ssn FROM customers) x
SELECT c FROM customers c
SELECT customers.* FROM customers JOIN orders ON orders.customer_id = customers.id
SELECT * FROM customers c JOIN orders o USING (id)
SELECT * FROM information_schema.columns
SELECT * FROM pg_catalog.pg_class
-- join
SELECT c.id, o.id FROM customers c JOIN orders o ON o.customer_id = c.id
SELECT c.id, o.amount FROM orders o LEFT JOIN customers c ON o.customer_id = c.id
SELECT o.id FROM orders o LEFT JOIN customers c ON o.customer_id = c.id WHERE c.id IS NULL
SELECT c.id, o.id FROM customers c FULL JOIN orders o ON o.customer_id = c.id
SELECT a.id, b.id FROM customers a JOIN customers b ON a.email = b.email AND a.id < b.id
SELECT a.id, b.id FROM customers a JOIN orders b ON a.email = b.buyer_email
SELECT c.id FROM customers c JOIN (VALUES ('u7@example.org'), ('u8@example.org')) v(e) ON c.email = v.e
SELECT c.id, v.y FROM customers c JOIN (VALUES (DATE '1980-01-01'), (DATE '1990-01-01')) v(y) ON c.birth_date < v.y
SELECT c.id, r.title FROM customers c RIGHT JOIN regions r ON r.code = c.region
SELECT r.title, count(c.id) FROM regions r LEFT JOIN customers c ON c.region = r.code GROUP BY r.title
SELECT a.id, b.name FROM customers a LEFT JOIN customers b ON a.referrer = b.id
SELECT a.id FROM customers a LEFT JOIN customers b ON a.referrer = b.id WHERE a.referrer IS NOT NULL AND b.id IS NULL
SELECT c.id FROM customers c CROSS JOIN regions r WHERE c.region = r.code
-- sub-queries
SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers WHERE name = 'Name 4')
SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers)
SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id AND c.email LIKE 'u1%')
SELECT id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id)
SELECT (SELECT count(*) FROM customers)
SELECT (SELECT max(email) FROM customers WHERE region = 'US')
SELECT id, (SELECT c.email FROM customers c WHERE c.id = o.customer_id) FROM orders o
SELECT id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) FROM customers c
SELECT code FROM regions WHERE code IN (SELECT region FROM customers)
SELECT code FROM regions WHERE (SELECT count(*) FROM customers c WHERE c.region = code) > 0
SELECT code FROM regions r WHERE EXISTS (SELECT 1 FROM customers c WHERE c.region = r.code AND EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.status = 'void'))
SELECT count(*) FILTER (WHERE email = 'u7@example.org') FROM customers
SELECT sum(CASE WHEN id IN (SELECT customer_id FROM orders WHERE status = 'void') THEN 1 ELSE 0 END) FROM customers
SELECT id FROM customers WHERE id = (SELECT min(id) FROM customers WHERE region = 'US')
-- group, distinct, windows, set operations, sort
SELECT region, count(*) FROM customers GROUP BY region
SELECT email, count(*) FROM customers GROUP BY email
SELECT count(DISTINCT email), count(DISTINCT national_id), count(DISTINCT name), count(DISTINCT card) FROM customers
SELECT count(email), count(*), count(name) FROM customers
SELECT min(email), max(email), min(birth_date), max(name), min(card) FROM customers
SELECT birth_date, count(*) FROM customers GROUP BY birth_date HAVING count(*) > 1
SELECT name FROM customers GROUP BY name HAVING max(email) > 'u'
SELECT string_agg(name, ',') FROM customers
SELECT array_agg(id ORDER BY id) FROM customers
SELECT DISTINCT name, region FROM customers
SELECT DISTINCT email FROM customers
SELECT id, rank() OVER (ORDER BY birth_date) FROM customers
SELECT id, lag(id) OVER (ORDER BY email, id) FROM customers
SELECT id, first_value(name) OVER (PARTITION BY region ORDER BY id) FROM customers
SELECT id, count(*) OVER () FROM customers
SELECT id, sum(pieces) OVER (PARTITION BY region) FROM customers
SELECT id FROM customers ORDER BY email, id LIMIT 5
SELECT id FROM customers ORDER BY birth_date DESC, id LIMIT 5
SELECT id FROM customers ORDER BY card, id OFFSET 3
SELECT id FROM customers EXCEPT SELECT customer_id FROM orders
SELECT id FROM customers INTERSECT SELECT customer_id FROM orders WHERE status = 'void'
SELECT name FROM customers UNION SELECT title FROM regions
SELECT region, status, count(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY GROUPING SETS ((region), (status), ())
SELECT stddev(amount), avg(amount), sum(amount), count(*) FROM orders
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY birth_date) FROM customers
-- errors: hidden rows hold what cannot be computed
SELECT id FROM customers WHERE CAST(code AS integer) > 0
SELECT id FROM customers WHERE code::integer = 5
SELECT sum(CAST(code AS integer)) FROM customers
SELECT CAST(code AS integer) FROM customers ORDER BY 1
SELECT id FROM customers WHERE 100 / pieces > 10
SELECT id, 100 / pieces FROM customers
SELECT id FROM customers WHERE mod(100, pieces) = 1
SELECT id, mod(100, pieces) FROM customers
SELECT id FROM customers WHERE ln(pieces) > 0
SELECT id FROM customers WHERE sqrt(pieces - 1) >= 0
SELECT id FROM customers WHERE power(0, pieces - 1) >= 0
SELECT id FROM customers WHERE CAST(name AS integer) > 0
SELECT id FROM customers WHERE CAST(email AS date) IS NOT NULL
SELECT id FROM customers WHERE CASE WHEN region = 'US' THEN CAST(code AS integer) ELSE 1 END > 0
SELECT c.id FROM customers c JOIN orders o ON o.customer_id = c.id AND CAST(c.code AS integer) > 3
SELECT o.id FROM orders o WHERE o.customer_id IN (SELECT id FROM customers WHERE CAST(code AS integer) > 50)
SELECT id FROM customers c WHERE (SELECT o.id FROM orders o WHERE o.status = 'void') IS NULL
SELECT id FROM customers WHERE 2147483647 + pieces - pieces > 0
SELECT id FROM customers WHERE 1000000000 * (9 - pieces) > 0
SELECT region, sum(CAST(code AS integer)) FROM customers GROUP BY region HAVING sum(CAST(code AS integer)) > 0
SELECT x.n FROM (SELECT CAST(code AS integer) AS n, region FROM customers) x WHERE x.n > 10
SELECT id FROM customers WHERE substring(code, 1, pieces - 1) = '1'
SELECT id FROM customers WHERE repeat('x', pieces) LIKE 'x%'
