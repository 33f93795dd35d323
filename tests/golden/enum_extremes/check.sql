SELECT 'Urgent', 'medium', 4, 1
