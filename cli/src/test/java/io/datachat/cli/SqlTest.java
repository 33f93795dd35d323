package io.datachat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.project.ProjectFolder;
import io.datachat.cli.Shell.Outcome;
import io.datachat.server.DataChatServer;
import io.datachat.server.Listening;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `datachat sql` on the demo.
class SqlTest {
    private static final String COUNT = "SELECT channel, count(*) FROM orders GROUP BY channel ORDER BY 2 DESC";

    @TempDir
    static Path folder;

    @BeforeAll
    static void make_a_demo() {
        assertEquals(0, new Shell(folder).run("demo", "--scale", "small").code());
    }

    private static Outcome run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    @Test
    void a_query_runs_and_both_names_of_the_command_are_one() {
        var rows = run("sql", "run", COUNT, "--format", "csv").out();
        assertTrue(rows.startsWith("channel,count\r\nweb,"), rows);
        assertEquals(rows, run("run", COUNT, "--format", "csv").out());
    }

    @Test
    void a_query_comes_from_a_file_too() throws Exception {
        var file = Files.writeString(folder.resolve("count.sql"), COUNT + ";\n");
        assertEquals(
                run("run", COUNT, "--format", "csv").out(),
                run("run", "--file", file.toString(), "--format", "csv").out());
    }

    @Test
    void values_are_bound_by_name_and_type() {
        var sql = "SELECT count(*) AS n FROM orders WHERE ordered_at >= :from AND channel = ANY(:channels)";
        var explained = run(
                "sql",
                "explain",
                sql,
                "--param",
                "from:date=2026-01-01",
                "--param",
                "channels=web",
                "--param",
                "channels=app");
        assertTrue(explained.out().contains("2026-01-01 (date)\n  web (text)\n  app (text)"), explained.out());
        assertTrue(explained.out().contains("Tables\n  shop.orders"), explained.out());
        var odd = run("run", sql, "--param", "from:day=2026-01-01");
        assertTrue(odd.err().contains("a type is one of string, int, decimal, boolean, date, timestamp"), odd.err());
        var unused = run("run", COUNT, "--param", "from=web");
        assertEquals(3, unused.code());
        assertTrue(unused.err().contains("parameter 'from' is given, but the query has no :from"), unused.err());
    }

    @Test
    void a_literal_in_the_place_of_a_given_value_is_refused() {
        var inlined = run("run", "SELECT count(*) FROM orders WHERE channel = 'web'", "--param", "channel=web");
        assertEquals(3, inlined.code());
        assertTrue(inlined.err().contains("write :channel instead of 'web'"), inlined.err());
    }

    @Test
    void what_may_not_run_is_told_with_its_place_and_the_nearest_names() {
        var valid = run("sql", "validate", COUNT);
        assertTrue(valid.out().contains("channel  text"), valid.out());
        var misspelt = run("sql", "validate", "SELECT chanel FROM orders");
        assertEquals(3, misspelt.code());
        assertTrue(misspelt.err().contains("at sql:1:8"), misspelt.err());
        assertTrue(misspelt.err().contains("did you mean orders.channel?"), misspelt.err());
        for (var unsafe : new String[] {
            "DELETE FROM orders", "SELECT 1; DROP TABLE orders", "WITH x AS (DELETE FROM orders RETURNING 1) SELECT 1",
            "SELECT pg_sleep(1)", "SELECT * FROM read_csv('orders.csv')", "COPY orders TO 'x.csv'"
        }) assertTrue(Set.of(1, 3).contains(run("run", unsafe).code()), unsafe);
        assertTrue(run("run").err().contains("there is no query"));
        assertTrue(run("run", "--file", "nowhere.sql").err().contains("there is no such file"));
    }

    @Test
    void an_aggregate_that_a_join_makes_too_large_is_told() {
        var sql = "SELECT sum(o.shipping_fee) FROM orders o JOIN order_lines l ON l.order_id = o.order_id";
        var note = "sum over shop.orders counts rows more than once: they are joined with several rows of"
                + " shop.order_lines";
        var answered = run("run", sql).out();
        assertTrue(answered.contains(note), answered);
        assertTrue(run("sql", "explain", sql).out().contains(note));
    }

    @Test
    void statements_are_certified_or_the_difference_is_named() throws Exception {
        var sold = "SELECT sum(quantity) AS units FROM order_lines l JOIN orders o ON o.order_id = l.order_id"
                + " WHERE o.status <> 'cancelled'";
        var all = Files.writeString(folder.resolve("units.sql"), "-- units\n" + sold + ";\n")
                .toString();
        var certified = run("certify", all);
        assertEquals(0, certified.code(), certified.err());
        assertTrue(certified.out().contains(all + ":2: certified: units_sold\n1 of 1 certified"), certified.out());
        assertTrue(run("run", sold).out().contains("certified: units_sold"));
        assertTrue(run("sql", "explain", sold).out().contains("Certificate\n  certified: units_sold"));
        var mixed = Files.writeString(
                        folder.resolve("mixed.sql"),
                        sold + ";\nSELECT sum(quantity) FROM order_lines;\n\nSELECT ';', nme FROM orders")
                .toString();
        var judged = run("certify", all, mixed);
        assertEquals(1, judged.code());
        assertTrue(judged.out().contains(mixed + ":2: nearly units_sold: your query keeps other rows"), judged.out());
        assertTrue(judged.out().contains(mixed + ":4:13: unknown column 'nme'"), judged.out());
        assertTrue(judged.out().contains("2 of 4 certified"), judged.out());
        var json = run("certify", mixed, "--json").out();
        assertTrue(json.startsWith("{\"certified\":false,\"statements\":[{\"place\":{\"source\":"), json);
        assertTrue(json.contains("\"question\":{\"metrics\":[\"units_sold\"]}"), json);
        assertEquals(2, run("certify", "nowhere.sql").code());
    }

    @Test
    void a_running_server_answers_the_same() throws Exception {
        var here = run("run", COUNT, "--format", "csv").out();
        var project = ProjectFolder.open(folder.resolve("demo"), Map.<String, String>of()::get)
                .project();
        try (var server = DataChatServer.start(project, Listening.onPort(0))) {
            server.awaitReady();
            var there = new String[] {"--server", "http://127.0.0.1:" + server.port()};
            assertEquals(
                    here,
                    run("run", COUNT, "--format", "csv", there[0], there[1]).out());
            var explained = run("sql", "explain", COUNT, there[0], there[1]);
            assertTrue(explained.out().contains("Tables\n  shop.orders"), explained.out() + explained.err());
            assertEquals(
                    3,
                    run("run", "SELECT nothing FROM orders", there[0], there[1]).code());
        }
    }
}
