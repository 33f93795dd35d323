WITH revenue AS (
    SELECT SUM(amount) AS revenue
    FROM shop.orders
), refunded AS (
    SELECT SUM(amount) AS refunded
    FROM shop.refunds
)
SELECT revenue.revenue, refunded.refunded, revenue.revenue - refunded.refunded AS kept
FROM revenue
CROSS JOIN refunded
