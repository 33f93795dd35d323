-- Each line is proposed as a write and asked as a query. None may change a row, a sequence or anything else.
-- Writes as they should be: tried and rolled back.
UPDATE products SET price = price * 1.1 WHERE sku = 'P3'
UPDATE products SET price = 1, title = 'x' WHERE price < 9
UPDATE products p SET title = p.title || '!' WHERE p.sku IN (SELECT sku FROM stock WHERE pieces < 4)
UPDATE orders SET amount = (SELECT max(price) FROM products) WHERE id = 1
UPDATE customers SET credit = credit + 1 WHERE region = 'EU' AND id < 9
INSERT INTO orders (customer_id, amount) VALUES (1, 5)
INSERT INTO orders (customer_id, amount, state) VALUES (1, 5, 'paid'), (2, 6, 'open')
INSERT INTO orders (customer_id, amount) SELECT id, credit FROM customers WHERE id < 5
INSERT INTO customers (name, region) VALUES ('new', 'EU')
INSERT INTO products (sku, title, price, listed) VALUES ('X', 'x', 1, '2025-05-01')
INSERT INTO stock (sku, place, pieces) VALUES ('P1', 9, 1)
INSERT INTO tickets (id, code) VALUES (2, 'B')
INSERT INTO tickets (id, code, used) VALUES (2, 'B', 7)
INSERT INTO watched (id, name) VALUES (2, 'two')
UPDATE watched SET name = 'x' WHERE id = 1
INSERT INTO guarded (id, value) VALUES (2, 2)
UPDATE guarded SET value = 3 WHERE id = 1
INSERT INTO stepping (id) VALUES (2)
INSERT INTO stepping (id, value) VALUES (2, 3)
INSERT INTO parted (id, name) VALUES (2, 'low')
INSERT INTO parted (id, name) VALUES (150, 'high')
INSERT INTO late (id, customer_id) VALUES (1, 1)
INSERT INTO late (id, customer_id) VALUES (1, 999)
-- Functions that write.
UPDATE products SET price = sneak(1) WHERE sku = 'P1'
UPDATE products SET price = 1 WHERE shop.sneak(1) = 1
INSERT INTO guarded (id, value) VALUES (3, shop.sneak(2))
INSERT INTO guarded (id, value) SELECT 3, sneak(2)
UPDATE tickets SET used = nextval('shop.ticket') WHERE id = 1
UPDATE tickets SET used = setval('shop.ticket', 99) WHERE id = 1
INSERT INTO tickets (id, code, used) VALUES (3, 'C', nextval('shop.ticket'))
INSERT INTO tickets (id, code, used) VALUES (3, 'C', DEFAULT)
UPDATE tickets SET used = DEFAULT WHERE id = 1
UPDATE tickets SET used = lo_import('/etc/passwd') WHERE id = 1
UPDATE tickets SET used = lo_create(0) WHERE id = 1
UPDATE tickets SET code = dblink('dbname=postgres', 'DELETE FROM shop.orders') WHERE id = 1
UPDATE tickets SET code = pg_read_file('/etc/passwd') WHERE id = 1
UPDATE tickets SET code = query_to_xml('DELETE FROM shop.orders', true, true, '') WHERE id = 1
UPDATE tickets SET code = set_config('search_path', 'public', false) WHERE id = 1
UPDATE tickets SET code = pg_notify('a', 'b') WHERE id = 1
UPDATE tickets SET used = pg_advisory_lock(1) WHERE id = 1
SELECT shop.sneak(1)
SELECT nextval('shop.ticket')
SELECT setval('shop.ticket', 100)
SELECT lo_create(0)
SELECT lo_unlink(1)
-- Writes inside of what reads.
WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone
WITH fresh AS (INSERT INTO log (what) VALUES ('cte') RETURNING *) SELECT * FROM fresh
WITH moved AS (UPDATE orders SET amount = 0 WHERE id = 1 RETURNING id) SELECT * FROM moved
WITH fresh AS (INSERT INTO log (what) VALUES ('cte') RETURNING *) INSERT INTO tickets (id, code) SELECT 9, what FROM fresh
INSERT INTO tickets (id, code) WITH fresh AS (INSERT INTO log (what) VALUES ('x') RETURNING what) SELECT 9, what FROM fresh
SELECT * INTO copied FROM orders
SELECT * FROM orders FOR UPDATE
CREATE TABLE copied AS SELECT * FROM orders
TABLE orders
EXPLAIN ANALYZE INSERT INTO log (what) VALUES ('explain')
EXPLAIN ANALYZE UPDATE orders SET amount = 0 WHERE id = 1
EXPLAIN ANALYZE DELETE FROM orders
-- Several statements, and what only looks like one.
UPDATE products SET price = 1 WHERE sku = 'P1'; DELETE FROM orders
SELECT 1; DELETE FROM orders
UPDATE products SET price = 1 WHERE sku = 'P1' /* ; */; COMMIT
INSERT INTO log (what) VALUES ('a'); SELECT 1
UPDATE products SET title = 'x''; DELETE FROM shop.orders; --' WHERE sku = 'P1'
UPDATE products SET title = E'x\'; DELETE FROM shop.orders; --' WHERE sku = 'P1'
UPDATE products SET title = $$x'; DELETE FROM shop.orders; --$$ WHERE sku = 'P1'
UPDATE "products""; DELETE FROM shop.orders; --" SET price = 1 WHERE sku = 'P1'
COMMIT
BEGIN; DELETE FROM orders; COMMIT
-- Prepared, procedural, copied.
PREPARE p AS DELETE FROM orders
EXECUTE p
DEALLOCATE ALL
DO $$BEGIN DELETE FROM shop.orders; END$$
CALL shop.sneak(1)
COPY orders TO '/tmp/orders.csv'
COPY log (what) FROM PROGRAM 'echo sneak'
COPY (DELETE FROM orders RETURNING *) TO STDOUT
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE
SET default_transaction_read_only = off
RESET ALL
DISCARD ALL
LISTEN a
NOTIFY a, 'b'
VACUUM orders
REINDEX TABLE orders
CLUSTER orders
REFRESH MATERIALIZED VIEW orders
-- What is never executed.
DELETE FROM orders
DELETE FROM orders WHERE id = 1
TRUNCATE orders
TRUNCATE TABLE orders RESTART IDENTITY CASCADE
GRANT ALL ON orders TO PUBLIC
REVOKE ALL ON orders FROM PUBLIC
DROP TABLE orders
ALTER TABLE orders ADD COLUMN x integer
CREATE INDEX i ON orders (amount)
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'DELETE FROM shop.orders; SELECT 1'
CREATE TRIGGER t AFTER INSERT ON orders EXECUTE FUNCTION shop.touch()
COMMENT ON TABLE orders IS 'x'
MERGE INTO orders o USING customers c ON o.customer_id = c.id WHEN MATCHED THEN DELETE
-- Views, rules, foreign shapes, other tables.
UPDATE cheap SET title = 'x' WHERE sku = 'P1'
INSERT INTO listing (sku, title) VALUES ('Z', 'z')
UPDATE listing SET title = 'z' WHERE sku = 'P1'
INSERT INTO ruled (id, name) VALUES (2, 'two')
UPDATE parent SET name = 'x' WHERE id = 1
INSERT INTO parent (id, name) VALUES (2, 'x')
INSERT INTO keyless (name) VALUES ('x')
UPDATE keyless SET name = 'x' WHERE name = 'one'
INSERT INTO shut (id, name) VALUES (2, 'x')
INSERT INTO shop.log (what) VALUES ('x')
UPDATE pg_catalog.pg_class SET relname = 'x' WHERE relname = 'orders'
INSERT INTO pg_largeobject (loid, pageno, data) VALUES (1, 0, 'x')
-- More than was meant.
UPDATE products SET price = 1
UPDATE products SET price = 1 WHERE true
UPDATE products SET price = 1 WHERE 1 = 1 OR sku = 'P1'
UPDATE products SET price = 1 WHERE sku = sku
UPDATE products SET price = 1 WHERE sku IS NOT NULL
UPDATE products SET sku = 'X' WHERE sku = 'P1'
UPDATE customers SET id = 99 WHERE id = 1
UPDATE products SET price = 1 FROM stock WHERE products.sku = stock.sku
UPDATE ONLY parent SET name = 'x' WHERE id = 1
INSERT INTO products (sku, title, price) VALUES ('P1', 'x', 1) ON CONFLICT (sku) DO UPDATE SET price = 0
INSERT INTO products (sku, title, price) VALUES ('Q', 'x', 1) RETURNING shop.sneak(1)
UPDATE products SET price = 1 WHERE CURRENT OF c
UPDATE orders SET amount = amount + 1 WHERE id > 0
