-- The days of February come to the same days of March: 1, 2, ..., 29. All of them are before the 31st.
SELECT DATE '2024-03-01', COUNT(*) FROM orders WHERE ordered_at >= TIMESTAMP '2024-02-01 00:00:00' AND ordered_at < TIMESTAMP '2024-03-01 00:00:00'
