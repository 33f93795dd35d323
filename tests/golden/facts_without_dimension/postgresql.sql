WITH revenue AS (
    SELECT SUM(quantity * unit_price) AS revenue
    FROM golden_shop.order_lines
), refunded AS (
    SELECT SUM(amount) AS refunded
    FROM golden_shop.refunds
), paid AS (
    SELECT SUM(amount) AS paid
    FROM golden_shop.payments
)
SELECT revenue.revenue, refunded.refunded, paid.paid
FROM revenue
CROSS JOIN refunded
CROSS JOIN paid
