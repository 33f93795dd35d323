SELECT d.trade_month, SUM(s.on_hand) FROM stock s JOIN days d ON d.day = s.counted_on
 WHERE s.counted_on = (SELECT MAX(t.counted_on) FROM stock t JOIN days e ON e.day = t.counted_on WHERE e.trade_month = d.trade_month) GROUP BY 1
