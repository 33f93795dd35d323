-- Campaigns and offers, every version of each a row, in SQL that DuckDB and PostgreSQL both read.
CREATE SCHEMA marketing;

CREATE TABLE marketing.campaigns (
    id          INTEGER NOT NULL,
    profile     VARCHAR NOT NULL,
    version     INTEGER NOT NULL,
    name        VARCHAR NOT NULL,
    status      VARCHAR NOT NULL,
    starts_on   DATE NOT NULL,
    ends_on     DATE NOT NULL,
    attributes  JSON NOT NULL,
    PRIMARY KEY (id, profile, version)
);

CREATE VIEW marketing.campaigns_latest AS
SELECT c.id, c.profile, c.version, c.name, c.status, c.starts_on, c.ends_on, c.attributes
FROM marketing.campaigns c
WHERE c.version = (SELECT max(n.version) FROM marketing.campaigns n WHERE n.id = c.id AND n.profile = c.profile);

CREATE TABLE marketing.campaign_texts (
    campaign_id      INTEGER NOT NULL,
    profile          VARCHAR NOT NULL,
    campaign_version INTEGER NOT NULL,
    language         VARCHAR NOT NULL,
    headline         VARCHAR NOT NULL,
    PRIMARY KEY (campaign_id, profile, campaign_version, language),
    FOREIGN KEY (campaign_id, profile, campaign_version) REFERENCES marketing.campaigns (id, profile, version)
);

CREATE TABLE marketing.campaign_budgets (
    campaign_id      INTEGER NOT NULL,
    profile          VARCHAR NOT NULL,
    campaign_version INTEGER NOT NULL,
    amount           DECIMAL(12,2) NOT NULL,
    days             INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, profile, campaign_version),
    FOREIGN KEY (campaign_id, profile, campaign_version) REFERENCES marketing.campaigns (id, profile, version)
);

CREATE TABLE marketing.offers (
    id       INTEGER NOT NULL,
    profile  VARCHAR NOT NULL,
    version  INTEGER NOT NULL,
    name     VARCHAR NOT NULL,
    price    DECIMAL(12,2) NOT NULL,
    discount DECIMAL(5,2) NOT NULL,
    PRIMARY KEY (id, profile, version)
);

CREATE VIEW marketing.offers_latest AS
SELECT o.id, o.profile, o.version, o.name, o.price, o.discount
FROM marketing.offers o
WHERE o.version = (SELECT max(n.version) FROM marketing.offers n WHERE n.id = o.id AND n.profile = o.profile);

CREATE TABLE marketing.campaign_offers (
    campaign_id      INTEGER NOT NULL,
    profile          VARCHAR NOT NULL,
    campaign_version INTEGER NOT NULL,
    offer_id         INTEGER NOT NULL,
    position         INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, profile, campaign_version, offer_id),
    FOREIGN KEY (campaign_id, profile, campaign_version) REFERENCES marketing.campaigns (id, profile, version)
);

CREATE TABLE marketing.events (
    event_id    INTEGER PRIMARY KEY,
    happened_at TIMESTAMP NOT NULL,
    kind        VARCHAR NOT NULL,
    campaign_id INTEGER NOT NULL,
    offer_id    INTEGER NOT NULL,
    profile     VARCHAR NOT NULL,
    amount      DECIMAL(12,2)
);

-- Not in the workspace: whoever asks in it cannot read it.
CREATE TABLE marketing.staff (
    staff_id INTEGER PRIMARY KEY,
    name     VARCHAR NOT NULL,
    salary   DECIMAL(12,2) NOT NULL
);
