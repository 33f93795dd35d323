SELECT COUNT(*) FROM tickets WHERE severity = 'high'
