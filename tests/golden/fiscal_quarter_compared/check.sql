-- From February to April 2025: orders 9, 10, 11, 13; from November 2024 to January 2025: orders 5, 6, 7, 8.
SELECT DATE '2025-02-01', 4, 4, 0, CAST(0 AS DOUBLE PRECISION)
