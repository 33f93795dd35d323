SELECT memberships.plan, SUM(refunds.amount) AS refunded, COUNT(*) AS refunds
FROM main.refunds
LEFT JOIN main.orders ON refunds.order_id = orders.order_id
LEFT JOIN main.memberships ON orders.customer_id = memberships.customer_id AND refunds.refunded_at >= (memberships.since AT TIME ZONE 'Asia/Kolkata') AND (memberships.until IS NULL OR refunds.refunded_at < (memberships.until AT TIME ZONE 'Asia/Kolkata'))
GROUP BY memberships.plan
ORDER BY plan
