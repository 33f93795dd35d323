SELECT SUM(amount) AS paid
FROM golden_shop.payments
WHERE paid_on >= ?
  AND paid_on <= ?
