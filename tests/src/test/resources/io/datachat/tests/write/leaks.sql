-- Each line is proposed by a clerk who sees customers and orders of one region, no `secret`, no `barcode`, e-mails as
-- `***`, stock of one place, and no log. What comes of it must be the same whatever is in what the clerk does not see.
UPDATE customers SET name = 'x' WHERE id = 1
UPDATE customers SET name = 'x' WHERE id = 3
UPDATE customers SET name = 'x' WHERE region = 'US'
UPDATE customers SET name = name || '!' WHERE id < 9
UPDATE customers SET name = 'x' WHERE id BETWEEN 1 AND 33
UPDATE customers SET region = 'US' WHERE id = 1
UPDATE customers SET region = 'EU' WHERE id = 3
UPDATE customers SET name = email WHERE id = 1
UPDATE customers SET name = upper(email) WHERE id < 5
UPDATE customers SET name = 'x' WHERE email LIKE 'u1%'
UPDATE customers SET name = 'x' WHERE email = '***' AND id < 6
UPDATE customers SET name = 'x' WHERE secret > 3
UPDATE customers SET name = CAST(secret AS text) WHERE id = 1
UPDATE customers SET secret = 1 WHERE id = 1
UPDATE customers SET email = 'x' WHERE id = 1
UPDATE customers SET credit = 1 WHERE id = 1
UPDATE customers SET credit = 1000 WHERE id = 1
UPDATE customers SET name = (SELECT max(name) FROM customers) WHERE id = 1
UPDATE customers SET name = (SELECT CAST(count(*) AS text) FROM customers) WHERE id = 1
UPDATE customers SET name = (SELECT name FROM customers WHERE id = 3) WHERE id = 1
UPDATE customers SET name = coalesce((SELECT name FROM customers WHERE id = 3), 'none') WHERE id = 1
UPDATE customers SET name = 'x' WHERE CAST(name AS integer) > 0
UPDATE customers SET name = 'x' WHERE 10 / (id - 3) > 0
UPDATE customers SET name = CAST(1 / (credit - 999) AS text) WHERE id < 5
UPDATE customers SET name = 'x' WHERE EXISTS (SELECT 1 FROM log)
UPDATE customers SET name = 'x' WHERE id IN (SELECT customer_id FROM orders WHERE amount > 100)
UPDATE customers SET name = 'x' WHERE id NOT IN (SELECT customer_id FROM orders WHERE customer_id IS NOT NULL)
INSERT INTO customers (name, region) VALUES ('x', 'EU')
INSERT INTO customers (name, region) VALUES ('x', 'US')
INSERT INTO customers (name, region) VALUES ('x', 'EU'), ('y', 'US')
INSERT INTO customers (name, region, secret) VALUES ('x', 'EU', 5)
INSERT INTO customers (name, region, email) VALUES ('x', 'EU', 'u1@example.org')
INSERT INTO customers (id, name, region) VALUES (3, 'x', 'EU')
INSERT INTO customers (name, region) SELECT name, region FROM customers WHERE id < 7
INSERT INTO customers (name, region) SELECT email, region FROM customers WHERE id < 7
INSERT INTO customers (name, region, credit) VALUES ('x', 'EU', -5)
INSERT INTO orders (customer_id, amount) VALUES (1, 5)
INSERT INTO orders (customer_id, amount) VALUES (3, 5)
INSERT INTO orders (customer_id, amount) VALUES (999, 5)
INSERT INTO orders (amount) VALUES (5)
INSERT INTO orders (amount, region) VALUES (5, 'US')
INSERT INTO orders (id, amount) VALUES (3, 5)
INSERT INTO orders (id, amount) VALUES (900, 5)
INSERT INTO orders (amount, region) SELECT credit, region FROM customers WHERE id < 8
INSERT INTO orders (amount) SELECT count(*) FROM orders
INSERT INTO orders (amount) SELECT coalesce(max(amount), 0) FROM orders WHERE region = 'US'
INSERT INTO orders (amount) SELECT -1 FROM orders WHERE region = 'US'
UPDATE orders SET amount = 0 WHERE id = 2
UPDATE orders SET amount = -1 WHERE id = 3
UPDATE orders SET customer_id = 3 WHERE id = 1
UPDATE orders SET region = 'US' WHERE id = 3
UPDATE orders SET note = 'x' WHERE customer_id NOT IN (SELECT id FROM customers)
UPDATE orders SET note = (SELECT c.name FROM customers c WHERE c.id = orders.customer_id) WHERE id < 9
INSERT INTO products (sku, title, price) VALUES ('P1', 'x', 1)
INSERT INTO products (sku, title, price) VALUES ('new', 'x', 1)
INSERT INTO products (sku, title, price, barcode) VALUES ('new', 'x', 1, 'B1')
UPDATE products SET title = 'x' WHERE barcode = 'B1'
UPDATE products SET barcode = 'B2' WHERE sku = 'P1'
UPDATE products SET title = 'x' WHERE sku = 'P1'
UPDATE products SET price = -1 WHERE sku = 'P1'
INSERT INTO stock (sku, place, pieces) VALUES ('P1', 1, 5)
INSERT INTO stock (sku, place, pieces) VALUES ('P1', 7, 5)
UPDATE stock SET pieces = 0 WHERE sku = 'P1'
UPDATE stock SET pieces = 0 WHERE place = 2
UPDATE stock SET place = 7 WHERE sku = 'P1'
INSERT INTO log (what) VALUES ('x')
INSERT INTO watched (id, name) VALUES (9, 'x')
INSERT INTO tickets (id, code) SELECT count(*) + 10, 'x' FROM customers
UPDATE tickets SET code = (SELECT string_agg(name, ',' ORDER BY id) FROM customers) WHERE id = 1
UPDATE tickets SET code = 'x' WHERE used < (SELECT count(*) FROM orders)
