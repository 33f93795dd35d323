package io.datachat.apex.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.check.fanout.FanOut;
import io.datachat.apex.read.Bakery;
import io.datachat.apex.read.SqlReader;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.SqlText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanOutTest {
    private static String findings(String sql) {
        var read = SqlReader.read(SqlText.of("test", sql), Bakery.RELATIONS, ParameterValues.NONE);
        return String.join("\n", FanOut.of(read.plan()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sum(s.total) FROM sale s JOIN branch b ON b.branch_id = s.branch_id",
                "SELECT sum(l.pieces) FROM sale s JOIN sale_line l ON l.sale_id = s.sale_id",
                "SELECT sum(l.pieces * b.price) FROM sale_line l JOIN bread b ON b.bread_id = l.bread_id",
                "SELECT max(s.total), count(DISTINCT s.sale_id) FROM sale s JOIN sale_line l ON l.sale_id = s.sale_id",
                "SELECT sum(s.total) FROM sale s LEFT JOIN (SELECT sale_id, sum(pieces) AS n FROM sale_line GROUP BY"
                        + " sale_id) l ON l.sale_id = s.sale_id",
                "SELECT sum(total) FROM sale WHERE EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = sale.sale_id)",
                "SELECT b.town, count(l.line_id) FROM branch b LEFT JOIN sale s ON s.branch_id = b.branch_id LEFT JOIN"
                        + " sale_line l ON l.sale_id = s.sale_id GROUP BY b.town"
            })
    void what_is_counted_once_is_left_alone(String sql) {
        assertEquals("", findings(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sum(s.total) FROM sale s JOIN sale_line l ON l.sale_id = s.sale_id",
                "SELECT avg(s.total) FROM sale s LEFT JOIN sale_line l ON l.sale_id = s.sale_id",
                "SELECT b.town, sum(s.total + 1) FROM branch b JOIN sale s ON s.branch_id = b.branch_id JOIN sale_line"
                        + " l ON l.sale_id = s.sale_id GROUP BY b.town",
                "WITH joined AS (SELECT s.total AS t FROM sale s JOIN sale_line l ON l.sale_id = s.sale_id) SELECT"
                        + " sum(t) FROM joined",
                "SELECT sum(total) FROM sale CROSS JOIN bread",
                "SELECT (SELECT sum(s.total) FROM sale s JOIN sale_line l ON l.sale_id = s.sale_id) AS x"
            })
    void what_a_join_multiplies_is_told(String sql) {
        var findings = findings(sql);
        assertEquals(1, findings.lines().count(), findings);
        assertEquals(
                true,
                findings.contains(
                        "over main.sale counts rows more than once: they are joined with several rows of main."),
                findings);
    }
}
