-- The tables of the demo shop, in SQL that DuckDB and PostgreSQL both read.
CREATE SCHEMA shop;

CREATE TABLE shop.departments (
    department_id INTEGER PRIMARY KEY,
    name          VARCHAR NOT NULL
);

CREATE TABLE shop.categories (
    category_id   INTEGER PRIMARY KEY,
    department_id INTEGER NOT NULL REFERENCES shop.departments (department_id),
    name          VARCHAR NOT NULL
);

CREATE TABLE shop.products (
    product_id   INTEGER PRIMARY KEY,
    category_id  INTEGER NOT NULL REFERENCES shop.categories (category_id),
    name         VARCHAR NOT NULL,
    brand        VARCHAR NOT NULL,
    list_price   DECIMAL(12,2) NOT NULL,
    unit_cost    DECIMAL(12,2) NOT NULL,
    launched_on  DATE NOT NULL,
    discontinued BOOLEAN NOT NULL
);

CREATE TABLE shop.campaigns (
    campaign_id INTEGER PRIMARY KEY,
    name        VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL,
    starts_on   DATE NOT NULL,
    ends_on     DATE NOT NULL,
    budget      DECIMAL(12,2) NOT NULL
);

CREATE TABLE shop.customers (
    customer_id  INTEGER PRIMARY KEY,
    email        VARCHAR NOT NULL,
    full_name    VARCHAR NOT NULL,
    segment      VARCHAR NOT NULL,
    region       VARCHAR NOT NULL,
    loyalty_tier VARCHAR,
    birth_year   INTEGER,
    signed_up_at TIMESTAMP NOT NULL
);

CREATE TABLE shop.addresses (
    address_id  INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES shop.customers (customer_id),
    street      VARCHAR NOT NULL,
    postal_code VARCHAR NOT NULL,
    city        VARCHAR NOT NULL,
    country     VARCHAR NOT NULL
);

CREATE TABLE shop.sessions (
    session_id     BIGINT PRIMARY KEY,
    customer_id    INTEGER REFERENCES shop.customers (customer_id),
    campaign_id    INTEGER REFERENCES shop.campaigns (campaign_id),
    traffic_source VARCHAR,
    device         VARCHAR NOT NULL,
    pages          INTEGER NOT NULL,
    started_at     TIMESTAMP NOT NULL
);

CREATE TABLE shop.orders (
    order_id            INTEGER PRIMARY KEY,
    customer_id         INTEGER NOT NULL REFERENCES shop.customers (customer_id),
    session_id          BIGINT REFERENCES shop.sessions (session_id),
    billing_address_id  INTEGER NOT NULL REFERENCES shop.addresses (address_id),
    shipping_address_id INTEGER NOT NULL REFERENCES shop.addresses (address_id),
    channel             VARCHAR NOT NULL,
    status              VARCHAR NOT NULL,
    shipping_fee        DECIMAL(12,2) NOT NULL,
    coupon_code         VARCHAR,
    ordered_at          TIMESTAMP NOT NULL
);

CREATE TABLE shop.order_lines (
    order_line_id   INTEGER PRIMARY KEY,
    order_id        INTEGER NOT NULL REFERENCES shop.orders (order_id),
    product_id      INTEGER NOT NULL REFERENCES shop.products (product_id),
    quantity        INTEGER NOT NULL,
    unit_price      DECIMAL(12,2) NOT NULL,
    discount_amount DECIMAL(12,2) NOT NULL,
    ordered_at      TIMESTAMP NOT NULL
);

CREATE TABLE shop.payments (
    payment_id   INTEGER PRIMARY KEY,
    order_id     INTEGER NOT NULL REFERENCES shop.orders (order_id),
    attempt      INTEGER NOT NULL,
    method       VARCHAR NOT NULL,
    gateway      VARCHAR NOT NULL,
    status       VARCHAR NOT NULL,
    failure_code VARCHAR,
    amount       DECIMAL(12,2) NOT NULL,
    attempted_at TIMESTAMP NOT NULL
);

CREATE TABLE shop.refunds (
    refund_id     INTEGER PRIMARY KEY,
    order_line_id INTEGER NOT NULL REFERENCES shop.order_lines (order_line_id),
    order_id      INTEGER NOT NULL REFERENCES shop.orders (order_id),
    reason        VARCHAR NOT NULL,
    amount        DECIMAL(12,2) NOT NULL,
    refunded_at   TIMESTAMP NOT NULL
);

COMMENT ON TABLE shop.departments IS 'Top of the product hierarchy';
COMMENT ON TABLE shop.categories IS 'Middle of the product hierarchy; each belongs to one department';
COMMENT ON TABLE shop.products IS 'What the shop sells';
COMMENT ON TABLE shop.campaigns IS 'Marketing campaigns that bring visitors';
COMMENT ON TABLE shop.customers IS 'People and companies with an account';
COMMENT ON TABLE shop.addresses IS 'Addresses of customers; an order names one for the bill and one for the parcel';
COMMENT ON TABLE shop.sessions IS 'Visits to the web shop and the app';
COMMENT ON TABLE shop.orders IS 'Orders over all channels, cancelled ones included';
COMMENT ON TABLE shop.order_lines IS 'One product in one order';
COMMENT ON TABLE shop.payments IS 'Every attempt to take money for an order; a failed attempt may be repeated';
COMMENT ON TABLE shop.refunds IS 'Money given back for one order line';

COMMENT ON COLUMN shop.products.list_price IS 'Price of today, EUR';
COMMENT ON COLUMN shop.products.unit_cost IS 'What one piece costs the shop, EUR';
COMMENT ON COLUMN shop.products.discontinued IS 'Still on record but no longer sold';
COMMENT ON COLUMN shop.campaigns.kind IS 'search, social, email or affiliate';
COMMENT ON COLUMN shop.campaigns.budget IS 'EUR for the whole campaign';
COMMENT ON COLUMN shop.customers.segment IS 'consumer or business';
COMMENT ON COLUMN shop.customers.region IS 'Sales region that the customer belongs to';
COMMENT ON COLUMN shop.customers.loyalty_tier IS 'bronze, silver or gold; null without loyalty card';
COMMENT ON COLUMN shop.customers.signed_up_at IS 'UTC';
COMMENT ON COLUMN shop.addresses.country IS 'ISO 3166 code of two letters';
COMMENT ON COLUMN shop.sessions.customer_id IS 'Null while the visitor is not signed in';
COMMENT ON COLUMN shop.sessions.traffic_source IS 'Where the visitor came from; null when tracking lost it';
COMMENT ON COLUMN shop.sessions.pages IS 'Pages seen';
COMMENT ON COLUMN shop.sessions.started_at IS 'UTC';
COMMENT ON COLUMN shop.orders.session_id IS 'The visit that led to the order; null for phone and marketplace';
COMMENT ON COLUMN shop.orders.channel IS 'web, app, phone or marketplace';
COMMENT ON COLUMN shop.orders.status IS 'paid, shipped, completed or cancelled (never paid)';
COMMENT ON COLUMN shop.orders.shipping_fee IS 'EUR, paid by the customer';
COMMENT ON COLUMN shop.orders.ordered_at IS 'UTC';
COMMENT ON COLUMN shop.order_lines.unit_price IS 'Price of one piece at the time of the order, EUR';
COMMENT ON COLUMN shop.order_lines.discount_amount IS 'Taken off the whole line, EUR';
COMMENT ON COLUMN shop.order_lines.ordered_at IS 'Copied from the order, UTC';
COMMENT ON COLUMN shop.payments.attempt IS '1 for the first attempt of an order';
COMMENT ON COLUMN shop.payments.gateway IS 'Company that moves the money';
COMMENT ON COLUMN shop.payments.status IS 'captured or failed';
COMMENT ON COLUMN shop.payments.failure_code IS 'Why it failed; null when captured';
COMMENT ON COLUMN shop.payments.attempted_at IS 'UTC';
COMMENT ON COLUMN shop.refunds.reason IS 'damaged, wrong_item, late or changed_mind';
COMMENT ON COLUMN shop.refunds.refunded_at IS 'UTC';
