SELECT id
FROM shop.orders
WHERE (status IN (?, ?) OR status IS NULL)
  AND id NOT IN (17, 19)
  AND id NOT IN (?, 23)
  AND ((amount >= 5 AND amount <= 50) OR amount > 90)
  AND (status IS NULL OR status COLLATE "C" < 'q')
  AND id IS NOT DISTINCT FROM id
  AND ((amount IS NOT NULL AND amount <> 1) OR amount IS NULL)
  AND NOT (amount IS NULL AND status IS NULL)
ORDER BY id
