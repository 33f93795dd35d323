package io.datachat.tests.benchmark;

import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.tests.benchmark.Figures.Figure;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;

/// What the gate costs: from the text of a query over ten tables to the SQL that may run. No two texts are the same.
final class GateBenchmark {
    private static final int SHOPS = 2;
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 2_000;
    private static final Asking ASKING = Asking.local(Instant.parse("2025-07-15T12:00:00Z"));

    private GateBenchmark() {}

    public static void main(String[] arguments) throws SqlParseException {
        var compiler = new Shops(SHOPS).compiler();
        for (var call = 0; call < WARM_UP; call++) compiler.compile(SqlQuery.of(text(call)), "main", 1_000, ASKING);
        var gate = new long[MEASURED];
        for (var call = 0; call < MEASURED; call++) {
            var query = SqlQuery.of(text(WARM_UP + call));
            var before = System.nanoTime();
            compiler.compile(query, "main", 1_000, ASKING);
            gate[call] = System.nanoTime() - before;
        }
        var parser = new long[MEASURED];
        for (var call = 0; call < WARM_UP + MEASURED; call++) {
            var text = text(call);
            var before = System.nanoTime();
            SqlParser.create(text, SqlParser.config().withParserFactory(SqlBabelParserImpl.FACTORY))
                    .parseQuery();
            if (call >= WARM_UP) parser[call - WARM_UP] = System.nanoTime() - before;
        }
        var sample = Sample.of(gate);
        var yardstick = Sample.of(parser);
        Figures.print(new Figure(
                "the gate: SQL over ten tables to governed SQL, texts ever different",
                "p50 " + sample.p50() + ", p99 " + sample.p99(),
                "parse the same text: p50 " + yardstick.p50() + "; "
                        + Figures.times(sample.nanos(0.5), yardstick.nanos(0.5)),
                "p50 < 3 ms",
                Figures.met(sample.nanos(0.5) < 3e6)));
    }

    private static String text(int number) {
        return IntStream.range(0, SHOPS)
                .mapToObj(shop -> """
                    SELECT r.country_# AS country, p.brand_# AS brand, date_trunc('month', o.ordered_at) AS month,
                        count(DISTINCT c.id) AS customers, sum(l.quantity * l.price) AS revenue,
                        sum(l.quantity) FILTER (WHERE o.channel_# = 'web') AS web
                    FROM lines_# l
                    JOIN orders_# o ON o.id = l.order_id
                    JOIN customers_# c ON c.id = o.customer_id
                    JOIN products_# p ON p.id = l.product_id
                    LEFT JOIN regions_# r ON r.id = c.region_id
                    WHERE o.status_# <> 'cancelled' AND l.quantity > % AND p.category_# IN ('a', 'b', 'c%')
                    GROUP BY 1, 2, 3
                    HAVING count(*) > 3
                    """.replace("#", "" + shop).replace("%", "" + number))
                .collect(Collectors.joining(" UNION ALL "));
    }
}
