package io.datachat.apex.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.render.dialect.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Names and values made to break out of their quotes stay names and values.
class HostileTest {
    private static final String[] PIECES = {
        "'",
        "\"",
        "\\",
        ";",
        "--",
        "/*",
        "*/",
        "$$",
        "$1",
        "?",
        ":x",
        "{x}",
        "%",
        "_",
        "\n",
        "\r",
        "\t",
        " ",
        "a",
        "Z",
        "0",
        "é",
        "日",
        "😀",
        "drop table shop.orders",
        "select",
        "E'",
        "\\'",
        "''",
        "\"\"",
        "`",
        "[",
        "]",
        "(",
        ")",
        "\u2028",
        "\u00a0",
        "'||'",
        "U&'",
        "\\u0027"
    };

    private static String hostile(Random random) {
        var text = new StringBuilder();
        for (var i = 1 + random.nextInt(5); i > 0; i--) text.append(PIECES[random.nextInt(PIECES.length)]);
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_hostile_text_comes_back_as_it_went(Backend backend) throws SQLException {
        var seed = 20261120L;
        var random = new Random(seed);
        for (var round = 0; round < 40; round++) {
            var shop = new Shop();
            var b = shop.build.push(shop.scan("customers", "c"));
            List<RexNode> values = new ArrayList<>();
            List<String> names = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (var i = 0; i < 8; i++) {
                var text = hostile(random);
                values.add(b.literal(text));
                // PostgreSQL cuts names at 63 bytes; two names may not be equal.
                names.add(i + hostile(random).substring(0, 1) + "\"; drop table shop.orders --");
                expected.add("text " + text);
            }
            var plan = b.filter(b.equals(b.field("id"), b.literal(1)))
                    .project(values, names, true)
                    .build();
            var rendered = Renderer.render(plan, Dialect.of(backend));
            assertEquals(
                    List.of(String.join(" | ", expected)),
                    Engines.rows(backend, rendered, List.of()),
                    () -> "seed " + seed + "\n" + rendered.text());
        }
        assertEquals(List.of("whole 6"), Engines.rows(backend, "SELECT COUNT(*) FROM shop.orders"));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_hostile_alias_is_only_an_alias(Backend backend) throws SQLException {
        var seed = 77L;
        var random = new Random(seed);
        for (var round = 0; round < 40; round++) {
            var shop = new Shop();
            var b = shop.build.push(shop.scan("orders", hostile(random))).push(shop.scan("customers", hostile(random)));
            b.join(
                    org.apache.calcite.rel.core.JoinRelType.LEFT,
                    b.equals(b.field(2, 0, "customer_id"), b.field(2, 1, "id")));
            b.aggregate(b.groupKey(b.field("region")), b.countStar(hostile(random)));
            var rendered = Renderer.render(b.sort(b.field(0)).build(), Dialect.of(backend));
            assertEquals(
                    4,
                    Engines.rows(backend, rendered, List.of()).size(),
                    () -> "seed " + seed + "\n" + rendered.text());
        }
    }

    /// Every word that a database knows can be the name of a column, a table's alias and a measure.
    @ParameterizedTest
    @EnumSource(Backend.class)
    void every_keyword_can_be_a_name(Backend backend) throws SQLException {
        var keywords = Engines.rows(
                backend,
                backend == Backend.DUCKDB
                        ? "SELECT keyword_name FROM duckdb_keywords()"
                        : "SELECT word FROM pg_get_keywords()");
        var failed = new ArrayList<String>();
        for (var keyword : keywords) {
            var word = keyword.substring("text ".length()).toLowerCase(Locale.ROOT);
            var shop = new Shop();
            var b = shop.build.push(shop.scan("orders", word)).push(shop.scan("customers", "c"));
            b.join(
                    org.apache.calcite.rel.core.JoinRelType.LEFT,
                    b.equals(b.field(2, 0, "customer_id"), b.field(2, 1, "id")));
            b.project(List.of(b.field("status"), b.field("amount")), List.of(word, "amount"), true);
            b.aggregate(b.groupKey(word), b.sum(false, "revenue", b.field("amount")))
                    .sortLimit(0, 5, b.field(word));
            b.aggregate(b.groupKey(word), b.max("revenue", b.field("revenue"))).sort(b.field(word));
            var rendered = Renderer.render(b.build(), Dialect.of(backend));
            try {
                assertEquals(4, Engines.rows(backend, rendered, List.of()).size());
            } catch (SQLException refused) {
                failed.add(word + ": " + refused.getMessage());
            }
        }
        assertEquals(List.of(), failed);
    }
}
