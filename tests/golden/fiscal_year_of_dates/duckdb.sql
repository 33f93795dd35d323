SELECT
    CAST(CAST(DATE_TRUNC('quarter', CAST(paid_on + INTERVAL '-1 month' AS DATE)) AS DATE) + INTERVAL '1 month' AS DATE) AS paid_on_fiscal_quarter,
    SUM(amount) AS paid
FROM main.payments
GROUP BY 1
ORDER BY paid_on_fiscal_quarter
