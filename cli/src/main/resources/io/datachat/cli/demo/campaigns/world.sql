-- Fills the tables of the campaigns. Session variables: seed, as_of, scale.
CREATE TEMP MACRO draw(what, id) AS
    (hash(getvariable('seed'), what, id) % 1000000007)::DOUBLE / 1000000007::DOUBLE;

CREATE TEMP MACRO money(amount) AS CAST(round(amount, 2) AS DECIMAL(12,2));

-- A campaign has one to five versions in each profile; they count from 1.
INSERT INTO marketing.campaigns
WITH things AS (
    SELECT id, profile, id * 10 + place AS thing
    FROM range(1, 41) AS ids(id), (VALUES (1, 'at'), (2, 'ch'), (3, 'de')) AS profiles(place, profile)
), versions AS (
    SELECT *, unnest(range(1, 2 + CAST(floor(5 * draw('versions', thing)) AS BIGINT))) AS version FROM things
)
SELECT id, profile, version,
    list_extract(['Spring', 'Summer', 'Autumn', 'Winter', 'Welcome', 'Comeback', 'Clearance', 'Loyalty'],
        1 + CAST(floor(8 * draw('name', id)) AS BIGINT)) || ' ' || id,
    list_extract(['draft', 'active', 'active', 'paused', 'ended'],
        1 + CAST(floor(5 * draw('status', thing * 10 + version)) AS BIGINT)),
    CAST(getvariable('as_of') - INTERVAL 1 DAY * CAST(20 + floor(60 * draw('starts', id)) AS BIGINT) AS DATE),
    CAST(getvariable('as_of') + INTERVAL 1 DAY * CAST(floor(60 * draw('ends', thing * 10 + version)) AS BIGINT) AS DATE),
    CAST('{"audience": "' || list_extract(['new', 'returning', 'all'], 1 + CAST(floor(3 * draw('audience', thing)) AS BIGINT))
        || '", "channel": "' || list_extract(['mail', 'web', 'app'], 1 + CAST(floor(3 * draw('channel', id)) AS BIGINT)) || '"}' AS JSON)
FROM versions ORDER BY ALL;

INSERT INTO marketing.campaign_texts
SELECT id, profile, version, language, name || ': version ' || version || ' (' || language || ')'
FROM marketing.campaigns, (VALUES ('de'), ('en')) AS languages(language)
WHERE language = 'de' OR draw('english', id * 100 + version) < 0.6 ORDER BY ALL;

INSERT INTO marketing.campaign_budgets
SELECT id, profile, version, money(500 + 4500 * draw('budget ' || profile, id * 100 + version)),
    CAST(ends_on - starts_on AS INTEGER)
FROM marketing.campaigns ORDER BY ALL;

-- Versions of offers count from 101: a link that is joined on the wrong version finds nothing.
INSERT INTO marketing.offers
WITH things AS (
    SELECT id, profile, id * 10 + place AS thing
    FROM range(1, 31) AS ids(id), (VALUES (1, 'at'), (2, 'ch'), (3, 'de')) AS profiles(place, profile)
), versions AS (
    SELECT *, unnest(range(101, 102 + CAST(floor(4 * draw('offer versions', thing)) AS BIGINT))) AS version FROM things
)
SELECT id, profile, version, 'Offer ' || id, money(10 + 90 * draw('price', id)),
    CAST(round(5 + 45 * draw('discount', thing * 10 + version), 2) AS DECIMAL(5,2))
FROM versions ORDER BY ALL;

INSERT INTO marketing.campaign_offers
SELECT DISTINCT ON (id, profile, version, offer_id) id, profile, version, offer_id, position FROM (
    SELECT id, profile, version, position,
        1 + CAST(floor(30 * draw('offer ' || profile, (id * 100 + version) * 10 + position)) AS INTEGER) AS offer_id
    FROM marketing.campaigns, range(1, 4) AS positions(position)
) ORDER BY ALL;

INSERT INTO marketing.events
SELECT number,
    getvariable('as_of') - INTERVAL 1 SECOND * CAST(1 + floor(20 * 86400 * draw('when', number)) AS BIGINT),
    list_extract(['view', 'view', 'view', 'click', 'order'], kind), campaign_id, offer_id, profile,
    CASE WHEN kind = 5 THEN money(20 + 180 * draw('amount', number)) END
FROM (
    SELECT number, 1 + CAST(floor(5 * draw('kind', number)) AS BIGINT) AS kind,
        1 + CAST(floor(40 * draw('of', number)) AS INTEGER) AS campaign_id,
        1 + CAST(floor(30 * draw('offer', number)) AS INTEGER) AS offer_id,
        list_extract(['at', 'ch', 'de'], 1 + CAST(floor(3 * draw('in', number)) AS BIGINT)) AS profile
    FROM range(1, 5001) AS numbers(number)
) ORDER BY number;

INSERT INTO marketing.staff VALUES (1, 'Anna', 4200), (2, 'Ben', 3900);
