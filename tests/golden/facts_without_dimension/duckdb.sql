WITH revenue AS (
    SELECT SUM(quantity * unit_price) AS revenue
    FROM main.order_lines
), refunded AS (
    SELECT SUM(amount) AS refunded
    FROM main.refunds
), paid AS (
    SELECT SUM(amount) AS paid
    FROM main.payments
)
SELECT revenue.revenue, refunded.refunded, paid.paid
FROM revenue
CROSS JOIN refunded
CROSS JOIN paid
