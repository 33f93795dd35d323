-- A shop small enough to check by hand. Some keys are NULL, some point nowhere: both happen in real data.
CREATE TABLE regions (region_id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, country VARCHAR);
INSERT INTO regions VALUES (1, 'North', 'DE'), (2, 'South', 'DE'), (3, 'Île-de-France', 'FR'), (4, 'Nowhere yet', NULL);

CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, full_name VARCHAR NOT NULL, region_id INTEGER, tier VARCHAR, signed_on DATE);
INSERT INTO customers VALUES
  (1, 'Ada', 1, 'gold', DATE '2024-02-29'),
  (2, 'Bob', 1, 'silver', DATE '2024-06-30'),
  (3, 'Chloé', 3, 'gold', DATE '2024-12-31'),
  (4, 'Dan O''Neil', NULL, NULL, NULL),
  (5, 'Eve', 9, 'silver', DATE '2025-01-01'),
  (6, 'Finn', 2, 'Gold', DATE '2025-02-28');

CREATE TABLE addresses (address_id INTEGER PRIMARY KEY, city VARCHAR NOT NULL, country VARCHAR NOT NULL);
INSERT INTO addresses VALUES (1, 'Berlin', 'DE'), (2, 'München', 'DE'), (3, 'Paris', 'FR'), (4, 'Lyon', 'FR');

CREATE TABLE categories (category_id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, department VARCHAR NOT NULL);
INSERT INTO categories VALUES (1, 'Chairs', 'Home'), (2, 'Lamps', 'Home'), (3, 'Bikes', 'Sport');

CREATE TABLE products (product_id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, category_id INTEGER, list_price DECIMAL(10,2), launched_on DATE, active BOOLEAN);
INSERT INTO products VALUES
  (1, 'Stool', 1, 49.90, DATE '2023-05-01', TRUE),
  (2, 'Armchair', 1, 299.00, DATE '2024-01-15', TRUE),
  (3, 'Desk lamp', 2, 35.50, DATE '2024-02-29', FALSE),
  (4, 'City bike', 3, 749.99, DATE '2024-12-31', TRUE),
  (5, 'Mystery box', NULL, NULL, NULL, NULL),
  (6, 'Road bike', 3, 1999.00, DATE '2025-01-01', TRUE);

CREATE TABLE product_tags (product_id INTEGER, tag VARCHAR, PRIMARY KEY (product_id, tag));
INSERT INTO product_tags VALUES (1, 'wood'), (1, 'sale'), (2, 'wood'), (2, 'leather'), (3, 'sale'), (4, 'sale'), (4, 'outdoor'), (6, 'outdoor');

CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER, billing_address_id INTEGER, shipping_address_id INTEGER, ordered_at TIMESTAMP, status VARCHAR, channel VARCHAR, discount DECIMAL(10,2));
INSERT INTO orders VALUES
  (1, 1, 1, 1, TIMESTAMP '2024-01-31 23:59:59', 'completed', 'web', 5.00),
  (2, 1, 1, 2, TIMESTAMP '2024-02-29 12:00:00', 'completed', 'shop', NULL),
  (3, 2, 2, 2, TIMESTAMP '2024-02-29 23:30:00', 'cancelled', 'web', 0.00),
  (4, 3, 3, 3, TIMESTAMP '2024-03-01 00:00:00', 'completed', 'web', 10.00),
  (5, 3, 3, 1, TIMESTAMP '2024-12-31 20:00:00', 'completed', NULL, NULL),
  (6, 4, 1, NULL, TIMESTAMP '2025-01-01 00:00:00', 'open', 'app', 2.50),
  (7, NULL, 4, 4, TIMESTAMP '2025-01-15 10:30:00', 'completed', 'web', NULL),
  (8, 8, 3, 3, TIMESTAMP '2025-01-31 18:45:00', 'completed', 'shop', 7.25),
  (9, 2, 2, 1, TIMESTAMP '2025-02-03 08:00:00', NULL, 'web', NULL),
  (10, 1, 1, 1, TIMESTAMP '2025-02-28 23:59:59', 'completed', 'app', 20.00),
  (11, 5, 4, 3, TIMESTAMP '2025-03-01 00:00:00', 'completed', 'web', 0.00),
  (12, 6, 2, 2, NULL, 'open', 'web', NULL),
  (13, 1, 1, 1, TIMESTAMP '2025-03-31 23:59:59', 'completed', 'shop', NULL);

CREATE TABLE order_lines (order_id INTEGER, line_no INTEGER, product_id INTEGER, quantity INTEGER, unit_price DECIMAL(10,2), PRIMARY KEY (order_id, line_no));
INSERT INTO order_lines VALUES
  (1, 1, 1, 2, 49.90), (1, 2, 2, 1, 280.00), (2, 1, 3, 3, 35.50), (3, 1, 2, 1, 299.00), (4, 1, 1, 4, 45.00), (4, 2, 3, 1, 30.00),
  (5, 1, 4, 1, 749.99), (5, 2, 1, 1, 49.90), (6, 1, 4, 1, 700.00), (7, 1, 5, 2, 10.00), (7, 2, 3, 2, 35.50), (8, 1, 2, 2, 250.00),
  (9, 1, 6, 1, 1999.00), (10, 1, 6, 1, 1899.00), (10, 2, 1, NULL, 49.90), (11, 1, 77, 1, 5.00), (11, 2, 4, -1, 749.99), (13, 1, 3, 10, 33.33),
  (99, 1, 1, 1, 49.90);

CREATE TABLE payments (payment_id INTEGER PRIMARY KEY, order_id INTEGER, paid_on DATE, gateway VARCHAR, amount DECIMAL(10,2));
INSERT INTO payments VALUES
  (1, 1, DATE '2024-02-01', 'card', 300.00), (2, 1, DATE '2024-02-02', 'voucher', 74.80), (3, 2, DATE '2024-02-29', 'card', 106.50),
  (4, 4, DATE '2024-03-01', 'card', 200.00), (5, 5, DATE '2025-01-02', 'bank', 799.89), (6, 7, DATE '2025-01-15', 'card', 91.00),
  (7, 8, DATE '2025-02-01', 'bank', 250.00), (8, 8, DATE '2025-02-15', 'bank', 242.75), (9, 10, DATE '2025-03-01', 'card', 1879.00),
  (10, NULL, DATE '2025-03-03', 'card', 12.00), (11, 11, NULL, NULL, 5.00);

CREATE TABLE refunds (refund_id INTEGER PRIMARY KEY, order_id INTEGER, refunded_at TIMESTAMP WITH TIME ZONE, reason VARCHAR, amount DECIMAL(10,2));
INSERT INTO refunds VALUES
  (1, 2, TIMESTAMP WITH TIME ZONE '2024-03-01 00:30:00+01:00', 'broken', 35.50),
  (2, 5, TIMESTAMP WITH TIME ZONE '2025-01-10 09:00:00+00:00', 'late', 50.00),
  (3, 5, TIMESTAMP WITH TIME ZONE '2025-01-31 20:00:00+00:00', 'broken', 49.90),
  (4, 11, TIMESTAMP WITH TIME ZONE '2025-03-05 12:00:00+00:00', NULL, NULL),
  (5, NULL, TIMESTAMP WITH TIME ZONE '2025-02-28 23:30:00-05:00', 'late', 3.33);

CREATE TABLE sessions (session_id BIGINT PRIMARY KEY, customer_id INTEGER, started_at TIMESTAMP, device VARCHAR, pages INTEGER, minutes DOUBLE PRECISION);
INSERT INTO sessions VALUES
  (9000000001, 1, TIMESTAMP '2024-01-31 23:00:00', 'phone', 5, 2.5), (9000000002, 1, TIMESTAMP '2024-02-29 11:30:00', 'laptop', 12, 10.25),
  (9000000003, 2, TIMESTAMP '2025-01-01 03:00:00', 'phone', 1, 0.5), (9000000004, NULL, TIMESTAMP '2025-01-01 06:00:00', 'tablet', NULL, NULL),
  (9000000005, 3, TIMESTAMP '2025-02-03 07:59:59', 'phone', 7, 3.125), (9000000006, 6, TIMESTAMP '2025-03-01 00:00:00', 'laptop', 3, 1.0),
  (9000000007, 6, TIMESTAMP '2025-03-01 05:29:59', 'phone', 3, 0.1), (9000000008, 1, NULL, 'phone', 2, 0.2);

CREATE TABLE invoices (order_id INTEGER PRIMARY KEY, number VARCHAR, issued_on DATE, total DECIMAL(12,2));
INSERT INTO invoices VALUES (1, 'A-1', DATE '2024-02-01', 374.80), (2, 'A-2', DATE '2024-03-01', 106.50), (4, 'A-3', DATE '2024-03-01', 200.00),
  (5, 'B-1', DATE '2025-01-01', 799.89), (10, 'B-2', DATE '2025-03-01', 1879.00);

CREATE TYPE severity AS ENUM ('low', 'medium', 'Urgent', 'high');
CREATE TABLE tickets (ticket_id INTEGER PRIMARY KEY, order_id INTEGER, severity severity, was severity, opened_on DATE);
INSERT INTO tickets VALUES (1, 1, 'low', 'high', DATE '2024-02-01'), (2, 1, 'high', 'high', DATE '2024-03-01'), (3, 2, 'Urgent', 'low', DATE '2024-12-31'),
  (4, 4, 'medium', NULL, DATE '2025-01-01'), (5, NULL, 'high', 'medium', NULL), (6, 5, NULL, 'low', DATE '2025-02-01');

CREATE TABLE returns_archive (return_id INTEGER, note VARCHAR);

-- How much lay on the shelf at the end of a day; not every product was counted every day.
CREATE TABLE stock (product_id INTEGER, counted_on DATE, on_hand INTEGER, PRIMARY KEY (product_id, counted_on));
INSERT INTO stock VALUES
  (1, DATE '2025-01-30', 10), (1, DATE '2025-01-31', 8), (1, DATE '2025-02-27', 4), (2, DATE '2025-01-30', 5), (2, DATE '2025-02-28', 7),
  (3, DATE '2025-01-31', 0), (3, DATE '2025-02-28', NULL), (4, DATE '2025-01-02', 100);

-- What class a product's price was in, and since when; product 3 has a gap, product 6 is still of its last class.
CREATE TABLE price_classes (product_id INTEGER, price_class VARCHAR, since TIMESTAMP, until TIMESTAMP, PRIMARY KEY (product_id, since));
INSERT INTO price_classes VALUES
  (1, 'cheap', TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-03-01 00:00:00'), (1, 'fair', TIMESTAMP '2024-03-01 00:00:00', NULL),
  (3, 'cheap', TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2025-01-15 10:30:00'), (3, 'fair', TIMESTAMP '2025-02-01 00:00:00', NULL),
  (6, 'dear', TIMESTAMP '2025-01-01 00:00:00', NULL);

-- Which plan a customer had, written by clocks in Kolkata.
CREATE TABLE memberships (customer_id INTEGER, plan VARCHAR, since TIMESTAMP, until TIMESTAMP, PRIMARY KEY (customer_id, since));
INSERT INTO memberships VALUES
  (1, 'trial', TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-02-01 09:00:00'), (1, 'full', TIMESTAMP '2024-02-01 09:00:00', NULL),
  (2, 'trial', TIMESTAMP '2024-06-01 00:00:00', TIMESTAMP '2025-01-01 13:30:00'), (2, 'full', TIMESTAMP '2025-01-01 13:30:00', NULL),
  (3, 'trial', TIMESTAMP '2025-01-10 14:30:00', TIMESTAMP '2025-02-01 01:00:00'), (3, 'full', TIMESTAMP '2025-02-03 18:30:00', NULL),
  (6, 'trial', TIMESTAMP '2025-03-01 00:00:00', TIMESTAMP '2025-03-01 12:00:00');

-- Where orders come from; nothing is known of the app.
CREATE TABLE channels (channel VARCHAR PRIMARY KEY, reach VARCHAR);
INSERT INTO channels VALUES ('web', 'everywhere'), ('shop', 'town'), ('fax', NULL);

-- Days as the shop counts them: its months begin on the 26th, its years have names.
CREATE TABLE days (day DATE PRIMARY KEY, trade_month DATE, season VARCHAR, fiscal_year VARCHAR);
INSERT INTO days SELECT CAST(d AS DATE), CAST(date_trunc('month', d + INTERVAL '6 days') AS DATE),
  CASE WHEN EXTRACT(MONTH FROM d) IN (12, 1, 2) THEN 'winter' WHEN EXTRACT(MONTH FROM d) < 6 THEN 'spring' ELSE 'summer' END,
  CASE WHEN d < TIMESTAMP '2024-02-05 00:00:00' THEN 'FY23' WHEN d < TIMESTAMP '2025-02-03 00:00:00' THEN 'FY24' ELSE 'FY25' END
  FROM generate_series(TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2025-03-30 00:00:00', INTERVAL '1 day') AS s(d);
