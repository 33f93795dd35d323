SELECT memberships.plan, SUM(payments.amount) AS paid
FROM main.payments
LEFT JOIN main.orders ON payments.order_id = orders.order_id
LEFT JOIN main.memberships ON orders.customer_id = memberships.customer_id AND payments.paid_on >= memberships.since AND (memberships.until IS NULL OR payments.paid_on < memberships.until)
GROUP BY memberships.plan
ORDER BY plan
