SELECT SUM(amount) AS paid
FROM main.payments
WHERE paid_on >= ?
  AND paid_on <= ?
