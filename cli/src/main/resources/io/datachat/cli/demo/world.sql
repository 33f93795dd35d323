-- Fills the tables of the demo shop. Session variables: seed, as_of, scale.
-- Every draw is a hash of (seed, what is drawn, row), so rows do not depend on threads or on each other.

CREATE TEMP MACRO draw(what, id) AS
    (hash(getvariable('seed'), what, id) % 1000000007)::DOUBLE / 1000000007::DOUBLE;

-- A time of day in seconds: some at any hour, most around noon, a second hill in the evening.
CREATE TEMP MACRO second_of_day(what, id) AS CAST(3600 * CASE
    WHEN draw(what || ' hill', id) < 0.15 THEN 24 * draw(what || ' at', id)
    WHEN draw(what || ' hill', id) < 0.60 THEN 7 + 12 * (draw(what || ' at', id) + draw(what || ' about', id)) / 2
    ELSE 15 + 9 * (draw(what || ' at', id) + draw(what || ' about', id)) / 2 END AS INTEGER);

CREATE TEMP MACRO money(amount) AS CAST(round(amount, 2) AS DECIMAL(12,2));

-- The planted events; docs/demo.md tells their story.
CREATE TEMP TABLE planted AS SELECT
    getvariable('as_of') - INTERVAL 9 DAY + INTERVAL 9 HOUR AS outage_from,
    getvariable('as_of') - INTERVAL 9 DAY + INTERVAL 17 HOUR AS outage_to,
    CAST(getvariable('as_of') - INTERVAL 45 DAY AS DATE) AS price_change_on,
    CAST(getvariable('as_of') - INTERVAL 20 DAY AS DATE) AS tracking_bug_from,
    CAST(getvariable('as_of') - INTERVAL 17 DAY AS DATE) AS tracking_bug_to;

-- Days with how busy they are, in millionths: growth, the week, the year, Black Friday, Christmas, luck.
CREATE TEMP TABLE calendar AS
WITH days AS (
    SELECT CAST(unnest(range(getvariable('as_of') - INTERVAL 3 YEAR, getvariable('as_of')::TIMESTAMP, INTERVAL 1 DAY)) AS DATE) AS day
), busyness AS (
    SELECT day,
        datediff('day', CAST(getvariable('as_of') - INTERVAL 3 YEAR AS DATE), day) AS index,
        CAST(1000000
            * (0.55 + 0.9 * datediff('day', CAST(getvariable('as_of') - INTERVAL 3 YEAR AS DATE), day) / 1096)
            * list_extract([1.02, 0.98, 0.97, 0.99, 1.04, 0.84, 1.16], isodow(day))
            * (1 + 0.2 * cos(2 * pi() * (dayofyear(day) - 345) / 365))
            * CASE WHEN month(day) = 11 AND day(day) BETWEEN 22 AND 29 THEN 1.6
                   WHEN month(day) = 12 AND day(day) BETWEEN 24 AND 26 THEN 0.5 ELSE 1 END
            * (0.94 + 0.12 * draw('luck of the day', dayofyear(day) + 1000 * year(day))) AS BIGINT) AS busy
    FROM days
), totals AS (
    SELECT *, sum(busy) OVER (ORDER BY day)::BIGINT AS busy_so_far, sum(busy) OVER ()::BIGINT AS busy_in_all FROM busyness
), counts AS (
    SELECT day, index,
        CAST(round(1370 * getvariable('scale') * busy / 1000000) AS BIGINT) AS visits,
        CAST(round(62 * getvariable('scale') * busy / 1000000) AS BIGINT) AS calls,
        CAST(getvariable('scale') * (12000 + 48000 * (busy_so_far::DOUBLE / busy_in_all)) AS BIGINT) AS customers
    FROM totals
)
SELECT *,
    (sum(visits) OVER (ORDER BY day) - visits)::BIGINT AS visits_before,
    (sum(calls) OVER (ORDER BY day) - calls)::BIGINT AS calls_before,
    coalesce(lag(customers) OVER (ORDER BY day), CAST(getvariable('scale') * 12000 AS BIGINT)) AS customers_before
FROM counts ORDER BY day;

INSERT INTO shop.departments VALUES
    (1, 'Kitchen'), (2, 'Home'), (3, 'Sports'), (4, 'Fashion'), (5, 'Electronics');

CREATE TEMP TABLE assortment AS SELECT * FROM (VALUES
    (1, 1, 'Coffee Machines', 'Coffee Machine', 189), (2, 1, 'Cookware', 'Pan', 45), (3, 1, 'Knives', 'Knife', 38),
    (4, 1, 'Small Appliances', 'Blender', 79), (5, 1, 'Tableware', 'Plate Set', 52),
    (6, 2, 'Bedding', 'Duvet', 68), (7, 2, 'Lighting', 'Lamp', 59), (8, 2, 'Furniture', 'Shelf', 149),
    (9, 2, 'Rugs', 'Rug', 98), (10, 2, 'Storage', 'Box Set', 27),
    (11, 3, 'Cycling', 'Bike Bag', 64), (12, 3, 'Running', 'Running Vest', 49), (13, 3, 'Camping', 'Tent', 169),
    (14, 3, 'Fitness', 'Kettlebell', 42), (15, 3, 'Swimming', 'Goggles', 19),
    (16, 4, 'Shoes', 'Sneaker', 89), (17, 4, 'Jackets', 'Jacket', 129), (18, 4, 'Shirts', 'Shirt', 35),
    (19, 4, 'Bags', 'Backpack', 74), (20, 4, 'Accessories', 'Scarf', 24),
    (21, 5, 'Headphones', 'Headphones', 119), (22, 5, 'Speakers', 'Speaker', 99), (23, 5, 'Wearables', 'Watch', 179),
    (24, 5, 'Chargers', 'Charger', 22)) AS row(category_id, department_id, name, noun, price);

INSERT INTO shop.categories SELECT category_id, department_id, name FROM assortment ORDER BY category_id;

INSERT INTO shop.products
WITH numbered AS (
    SELECT id, 1 + (id - 1) % 24 AS category_id, 1 + CAST(floor(8 * draw('brand', id)) AS INTEGER) AS brand,
        0.5 + 1.4 * draw('price', id) AS dear
    FROM range(1, 481) AS numbers(id)
)
SELECT id, category_id, brand_name || ' ' || noun || ' ' || (100 + id), brand_name,
    floor(price * dear) + 0.99, money(price * dear * (0.42 + 0.25 * draw('cost', id))),
    CASE WHEN id <= 420 THEN CAST(getvariable('as_of') - INTERVAL 4 YEAR - to_days(CAST(floor(700 * draw('launch', id)) AS INTEGER)) AS DATE)
         ELSE CAST(getvariable('as_of') - INTERVAL 3 YEAR + to_days(CAST((id - 421) * 18 AS INTEGER)) AS DATE) END,
    draw('discontinued', id) < 0.05
FROM (SELECT *, list_extract(['Aurora', 'Brisk', 'Calder', 'Dunmore', 'Elva', 'Fjell', 'Grove', 'Halden'], brand) AS brand_name FROM numbered)
JOIN assortment USING (category_id) ORDER BY id;

INSERT INTO shop.campaigns
WITH numbered AS (
    SELECT id, CAST(getvariable('as_of') - INTERVAL 3 YEAR + to_days(CAST(30 * ((id - 1) // 2) AS INTEGER)) AS DATE) AS starts_on,
        list_extract(['search', 'social', 'email', 'affiliate'], 1 + (id - 1) % 4) AS kind
    FROM range(1, 75) AS numbers(id)
)
SELECT id, strftime(starts_on, '%Y-%m') || ' ' || kind, kind, starts_on, CAST(starts_on + INTERVAL 30 DAY AS DATE),
    1000 * (2 + CAST(floor(9 * draw('budget', id)) AS INTEGER))
FROM numbered ORDER BY id;

CREATE TEMP TABLE places AS SELECT * FROM (VALUES
    (0, 9, 'DE', 'DACH', 'Berlin', '101'), (9, 16, 'DE', 'DACH', 'Hamburg', '200'), (16, 22, 'DE', 'DACH', 'München', '803'),
    (22, 26, 'AT', 'DACH', 'Wien', '10'), (26, 30, 'CH', 'DACH', 'Zürich', '80'),
    (30, 35, 'NL', 'Benelux', 'Amsterdam', '10'), (35, 39, 'BE', 'Benelux', 'Antwerpen', '20'), (39, 41, 'LU', 'Benelux', 'Luxembourg', '11'),
    (41, 46, 'SE', 'Nordics', 'Stockholm', '111'), (46, 50, 'DK', 'Nordics', 'København', '10'), (50, 53, 'FI', 'Nordics', 'Helsinki', '001'),
    (53, 62, 'FR', 'France', 'Paris', '750'), (62, 68, 'FR', 'France', 'Lyon', '690'),
    (68, 76, 'GB', 'British Isles', 'London', 'SW'), (76, 80, 'GB', 'British Isles', 'Leeds', 'LS'), (80, 84, 'IE', 'British Isles', 'Dublin', 'D0'),
    (84, 90, 'ES', 'Iberia', 'Madrid', '280'), (90, 94, 'PT', 'Iberia', 'Porto', '40'),
    (94, 100, 'IT', 'Italy', 'Milano', '201')) AS row(from_percent, to_percent, country, region, city, postal_prefix);

CREATE TEMP TABLE people AS
WITH joined AS (
    SELECT unnest(range(1, customers_before + 1)) AS id, NULL::DATE AS day FROM calendar WHERE index = 0
    UNION ALL
    SELECT unnest(range(customers_before + 1, customers + 1)), day FROM calendar
), drawn AS (
    SELECT id,
        CASE WHEN day IS NULL
            THEN getvariable('as_of') - INTERVAL 5 YEAR + to_seconds(CAST(floor(63072000 * draw('joined long ago', id)) AS INTEGER))
            ELSE day + to_seconds(second_of_day('joined', id)) END AS signed_up_at,
        CAST(floor(100 * draw('place', id)) AS INTEGER) AS place,
        1 + CAST(floor(24 * draw('first name', id)) AS INTEGER) AS first_name,
        1 + CAST(floor(24 * draw('last name', id)) AS INTEGER) AS last_name
    FROM joined
)
SELECT id, signed_up_at, place, draw('second address', id) < 0.35 AS two_addresses,
    list_extract(['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Felix', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Karin', 'Liam', 'Mara', 'Nils', 'Olga',
        'Paul', 'Rosa', 'Sven', 'Tara', 'Uwe', 'Vera', 'Wim', 'Yara', 'Zoe'], first_name) AS first_name,
    list_extract(['Adler', 'Bakker', 'Costa', 'Dahl', 'Evans', 'Fischer', 'Garcia', 'Hansen', 'Ivers', 'Jansen', 'Keller', 'Laurent', 'Moretti',
        'Nilsson', 'Oliveira', 'Petit', 'Quinn', 'Rossi', 'Santos', 'Thomsen', 'Urban', 'Virtanen', 'Weber', 'Young'], last_name) AS last_name
FROM drawn ORDER BY id;

INSERT INTO shop.customers
SELECT id, lower(first_name) || '.' || lower(last_name) || id || '@example.com', first_name || ' ' || last_name,
    CASE WHEN draw('segment', id) < 0.12 THEN 'business' ELSE 'consumer' END, region,
    CASE WHEN draw('tier', id) < 0.08 THEN 'gold' WHEN draw('tier', id) < 0.25 THEN 'silver' WHEN draw('tier', id) < 0.55 THEN 'bronze' END,
    CASE WHEN draw('tells age', id) < 0.8 THEN 1945 + CAST(floor(60 * (draw('age', id) + draw('age too', id)) / 2) AS INTEGER) END,
    signed_up_at
FROM people JOIN places ON place >= from_percent AND place < to_percent ORDER BY id;

INSERT INTO shop.addresses
WITH wanted AS (
    SELECT id AS address_id, id AS customer_id, place FROM people
    UNION ALL
    SELECT (SELECT count(*) FROM people) + row_number() OVER (ORDER BY id), id,
        CASE WHEN draw('moved', id) < 0.8 THEN place ELSE CAST(floor(100 * draw('second place', id)) AS INTEGER) END
    FROM people WHERE two_addresses
)
SELECT address_id, customer_id,
    list_extract(['Garden Street', 'Mill Lane', 'Station Road', 'Market Square', 'Harbour Quay', 'Park Avenue'], 1 + CAST(floor(6 * draw('street', address_id)) AS INTEGER))
        || ' ' || (1 + CAST(floor(120 * draw('house', address_id)) AS INTEGER)),
    postal_prefix || lpad(CAST(CAST(floor(99 * draw('postal', address_id)) AS INTEGER) AS VARCHAR), 2, '0'), city, country
FROM wanted JOIN places ON place >= from_percent AND place < to_percent ORDER BY address_id;

CREATE TEMP TABLE visits AS
WITH numbered AS (
    SELECT unnest(range(visits_before + 1, visits_before + visits + 1)) AS id, day, index, customers_before AS known FROM calendar
), drawn AS (
    SELECT id, index, day + to_seconds(second_of_day('visit', id)) AS started_at,
        CASE WHEN draw('signed in', id) < 0.55
            THEN 1 + CAST(floor(known * draw('visitor', id) * sqrt(draw('visitor', id))) AS INTEGER) END AS customer_id,
        CASE WHEN draw('source', id) < 0.28 THEN 'organic' WHEN draw('source', id) < 0.50 THEN 'paid_search'
             WHEN draw('source', id) < 0.68 THEN 'direct' WHEN draw('source', id) < 0.82 THEN 'email'
             WHEN draw('source', id) < 0.94 THEN 'social' ELSE 'affiliate' END AS traffic_source,
        CASE WHEN draw('device', id) < 0.40 + 0.15 * index / 1096 THEN 'mobile' WHEN draw('device', id) < 0.92 THEN 'desktop' ELSE 'tablet' END AS device
    FROM numbered
)
SELECT *,
    CASE WHEN traffic_source NOT IN ('organic', 'direct') AND draw('in campaign', id) < 0.6
        THEN 2 * (index // 30) + 1 + (draw('which campaign', id) < 0.5)::INTEGER END AS campaign_id,
    1 + CAST(floor(20 * draw('pages', id) * draw('pages', id)) AS INTEGER) AS pages,
    customer_id IS NOT NULL AND draw('buys', id) < 0.22
        * CASE traffic_source WHEN 'email' THEN 1.5 WHEN 'social' THEN 0.6 WHEN 'paid_search' THEN 1.1 ELSE 1.0 END
        * CASE device WHEN 'mobile' THEN 0.8 WHEN 'tablet' THEN 0.9 ELSE 1.2 END AS buys
FROM drawn ORDER BY id;

-- While tracking is broken every visit is written twice, the second time without visitor and source.
INSERT INTO shop.sessions
SELECT id, customer_id, campaign_id, traffic_source, device, pages, started_at FROM visits
UNION ALL
SELECT 100000000 + id, NULL, NULL, NULL, device, 1, started_at
FROM visits, planted WHERE started_at >= tracking_bug_from AND started_at < tracking_bug_to
ORDER BY 1;

CREATE TEMP TABLE baskets AS
WITH bought AS (
    SELECT id AS source_id, id AS session_id, customer_id, index,
        CASE WHEN device <> 'desktop' AND draw('app', id) < 0.5 THEN 'app' ELSE 'web' END AS channel,
        started_at + to_seconds(CAST(180 + floor(2400 * draw('decides', id)) AS INTEGER)) AS wished_at
    FROM visits WHERE buys
    UNION ALL
    SELECT 500000000 + id, NULL, 1 + CAST(floor(known * draw('caller', id) * sqrt(draw('caller', id))) AS INTEGER), index,
        CASE WHEN draw('phone', id) < 0.35 THEN 'phone' ELSE 'marketplace' END, day + to_seconds(second_of_day('call', id))
    FROM (SELECT unnest(range(calls_before + 1, calls_before + calls + 1)) AS id, day, index, customers_before AS known FROM calendar)
), timed AS (
    SELECT *, least(wished_at, getvariable('as_of') - INTERVAL 1 SECOND) AS ordered_at FROM bought
)
SELECT row_number() OVER (ORDER BY ordered_at, source_id)::INTEGER AS order_id, * EXCLUDE (source_id, wished_at) FROM timed
ORDER BY ordered_at, source_id;

CREATE TEMP TABLE lines AS
WITH numbered AS (
    SELECT order_id, ordered_at, index, draw('coupon', order_id) < 0.12 AS coupon,
        unnest(range(1 + CAST(floor(6 * draw('lines', order_id) * draw('lines', order_id)) AS INTEGER))) AS line
    FROM baskets
), drawn AS (
    SELECT *, 8 * order_id + line AS key,
        1 + CAST(floor((420 + 60 * index // 1096) * draw('product', 8 * order_id + line) * sqrt(draw('product', 8 * order_id + line))) AS INTEGER) AS liked
    FROM numbered
), chosen AS (
    -- After the price change a quarter of those who liked a coffee machine takes a pan instead.
    SELECT *, liked + (liked % 24 = 1 AND ordered_at >= price_change_on AND draw('too dear', key) < 0.25)::INTEGER AS product_id FROM drawn, planted
), priced AS (
    SELECT *, 1 + CAST(floor(3.2 * draw('quantity', key) * draw('quantity', key) * draw('quantity', key)) AS INTEGER) AS quantity,
        CASE WHEN product_id % 24 = 1 AND ordered_at < price_change_on THEN money(list_price / 1.15) ELSE list_price END AS unit_price
    FROM chosen JOIN shop.products USING (product_id)
)
SELECT row_number() OVER (ORDER BY key)::INTEGER AS order_line_id, order_id, product_id, quantity, unit_price,
    CASE WHEN coupon THEN money(quantity * unit_price * 0.1) ELSE 0 END AS discount_amount, ordered_at, key
FROM priced ORDER BY key;

CREATE TEMP TABLE bills AS
SELECT order_id, customer_id, channel, ordered_at,
    CASE WHEN sum(quantity * unit_price - discount_amount) >= 100 THEN 0 ELSE 4.90 END AS shipping_fee,
    money(sum(quantity * unit_price - discount_amount)) AS goods,
    CASE WHEN channel = 'marketplace' THEN 'marketplace' WHEN draw('method', order_id) < 0.52 THEN 'card'
         WHEN draw('method', order_id) < 0.80 THEN 'paypal' WHEN draw('method', order_id) < 0.92 THEN 'direct_debit' ELSE 'invoice' END AS method
FROM baskets JOIN lines USING (order_id, ordered_at) GROUP BY ALL ORDER BY order_id;

CREATE TEMP MACRO gateway_of(method) AS
    CASE method WHEN 'invoice' THEN 'bank' WHEN 'marketplace' THEN 'marketplace' ELSE 'paygate' END;

CREATE TEMP TABLE attempts AS
WITH firsts AS (
    SELECT order_id, 1 AS attempt, method, ordered_at AS attempted_at, ordered_at, goods + shipping_fee AS amount FROM bills
), judged AS (
    SELECT *, CASE
        WHEN method IN ('card', 'paypal', 'direct_debit') AND attempted_at >= outage_from AND attempted_at < outage_to AND draw('outage', order_id) < 0.97
            THEN 'gateway_timeout'
        WHEN method NOT IN ('marketplace', 'invoice') AND draw('fails', order_id) < 0.02 THEN 'declined'
        WHEN method NOT IN ('marketplace', 'invoice') AND draw('fails', order_id) < 0.03 THEN 'insufficient_funds' END AS failure_code
    FROM firsts, planted
), seconds AS (
    SELECT order_id, 2 AS attempt, method, least(attempted_at + to_seconds(CAST(120 + floor(1800 * draw('retries at', order_id)) AS INTEGER)),
            getvariable('as_of') - INTERVAL 1 SECOND) AS attempted_at, ordered_at, amount, outage_from, outage_to
    FROM judged WHERE failure_code IS NOT NULL AND draw('retries', order_id) < CASE failure_code WHEN 'gateway_timeout' THEN 0.2 ELSE 0.7 END
), judged_again AS (
    SELECT *, CASE
        WHEN method IN ('card', 'paypal', 'direct_debit') AND attempted_at >= outage_from AND attempted_at < outage_to THEN 'gateway_timeout'
        WHEN draw('fails again', order_id) < 0.2 THEN 'declined' END AS failure_code
    FROM seconds
)
SELECT row_number() OVER (ORDER BY attempted_at, order_id, attempt)::INTEGER AS payment_id, * FROM (
    SELECT order_id, attempt, method, failure_code, amount, attempted_at FROM judged
    UNION ALL
    SELECT order_id, attempt, method, failure_code, amount, attempted_at FROM judged_again)
ORDER BY attempted_at, order_id, attempt;

INSERT INTO shop.orders
WITH paid AS (SELECT DISTINCT order_id FROM attempts WHERE failure_code IS NULL),
second_addresses AS (SELECT customer_id, address_id FROM shop.addresses WHERE address_id <> customer_id)
SELECT baskets.order_id, baskets.customer_id, session_id, baskets.customer_id,
    CASE WHEN draw('to second address', baskets.order_id) < 0.5 THEN coalesce(address_id, baskets.customer_id) ELSE baskets.customer_id END,
    baskets.channel,
    CASE WHEN paid.order_id IS NULL THEN 'cancelled'
         WHEN baskets.ordered_at >= getvariable('as_of') - INTERVAL 1 DAY THEN 'paid'
         WHEN baskets.ordered_at >= getvariable('as_of') - INTERVAL 4 DAY THEN 'shipped' ELSE 'completed' END,
    shipping_fee, CASE WHEN draw('coupon', baskets.order_id) < 0.12 THEN 'WELCOME10' END, baskets.ordered_at
FROM baskets JOIN bills USING (order_id) LEFT JOIN paid USING (order_id)
LEFT JOIN second_addresses ON second_addresses.customer_id = baskets.customer_id
ORDER BY baskets.order_id;

INSERT INTO shop.order_lines
SELECT order_line_id, order_id, product_id, quantity, unit_price, discount_amount, ordered_at FROM lines ORDER BY order_line_id;

INSERT INTO shop.payments
SELECT payment_id, order_id, attempt, method, gateway_of(method), CASE WHEN failure_code IS NULL THEN 'captured' ELSE 'failed' END,
    failure_code, amount, attempted_at
FROM attempts ORDER BY payment_id;

INSERT INTO shop.refunds
WITH returned AS (
    SELECT order_line_id, order_id, quantity * unit_price - discount_amount AS paid,
        lines.ordered_at + to_seconds(CAST(86400 * 3 + floor(86400 * 22 * draw('returns at', key)) AS INTEGER)) AS refunded_at,
        CASE WHEN draw('reason', key) < 0.2 THEN 'damaged' WHEN draw('reason', key) < 0.3 THEN 'wrong_item'
             WHEN draw('reason', key) < 0.45 THEN 'late' ELSE 'changed_mind' END AS reason
    FROM lines JOIN shop.orders USING (order_id)
    WHERE status <> 'cancelled' AND draw('returns', key) < CASE WHEN product_id % 24 = 16 THEN 0.12 ELSE 0.04 END
)
SELECT row_number() OVER (ORDER BY refunded_at, order_line_id), order_line_id, order_id, reason,
    money(CASE reason WHEN 'late' THEN paid * 0.2 ELSE paid END), refunded_at
FROM returned WHERE refunded_at < getvariable('as_of') ORDER BY refunded_at, order_line_id;
