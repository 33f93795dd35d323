SELECT
    id,
    EXTRACT(YEAR FROM day) AS year,
    EXTRACT(QUARTER FROM ordered_at) AS quarter,
    EXTRACT(MONTH FROM day) AS month,
    EXTRACT(WEEK FROM day) AS week,
    EXTRACT(ISOYEAR FROM ordered_at) AS week_year,
    EXTRACT(DAY FROM ordered_at) AS day,
    EXTRACT(ISODOW FROM day) AS day_of_week,
    EXTRACT(DOY FROM day) AS day_of_year,
    EXTRACT(HOUR FROM ordered_at) AS hour,
    EXTRACT(MINUTE FROM ordered_at) AS minute,
    EXTRACT(HOUR FROM day) AS hour_of_date,
    CAST(FLOOR(EXTRACT(EPOCH FROM day)) AS BIGINT) AS epoch_of_date
FROM shop.orders
ORDER BY id
