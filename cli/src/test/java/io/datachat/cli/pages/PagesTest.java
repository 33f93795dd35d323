package io.datachat.cli.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.project.ProjectFolder;
import io.datachat.cli.Shell;
import io.datachat.cli.Shell.Outcome;
import io.datachat.cli.demo.DemoProject;
import io.datachat.cli.demo.DemoWorld;
import io.datachat.server.DataChatServer;
import io.datachat.server.Listening;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every block of the pages is done, in the order of the page, on the demo shop of one day; what is shown must come.
class PagesTest {
    private static final List<String> PAGES = List.of(
            "README.md",
            "docs/cli.md",
            "docs/http.md",
            "docs/demo.md",
            "docs/diff.md",
            "docs/metrics.md",
            "docs/dashboards.md",
            "docs/advice.md",
            "docs/certify.md",
            "docs/drafts.md");

    /// The day on which the numbers of the pages were true.
    private static final Instant DAY = Instant.parse("2026-11-21T09:00:00Z");

    /// The only commands that are not run.
    private static final Map<String, String> NOT_RUN = Map.of(
            "./datachat import dbt/models --dry-run",
            "needs a dbt project; ImportTest runs it",
            "mvn verify",
            "it runs this test");

    /// What does not end with 0 here, by the first words of a command.
    private static final Map<String, Integer> EXITS =
            Map.of("diff before", 6, "datapoint changes before", 7, "export ossie", 1, "certify report.sql", 1);

    @TempDir
    static Path folder;

    private static DataChatServer server;
    private static EmbeddedPostgres postgres;
    private static Outcome demo;
    private static Map<String, Long> rows = Map.of();

    @BeforeAll
    static void make_what_the_pages_take_for_granted() throws IOException, SQLException {
        demo = shell(folder).run("demo");
        assertEquals(0, demo.code(), demo.err());
        rows = DemoWorld.rows(new DemoProject(folder.resolve("demo")).database());
        assertEquals(
                0,
                shell(folder).run("demo", "--dir", "served", "--scale", "small").code());
        Files.createDirectories(folder.resolve("exports"));
        Files.writeString(folder.resolve("exports/customers.csv"), "id,name,city\n1,Anna,Wien\n2,Ben,Graz\n");
        Files.writeString(folder.resolve("exports/orders.csv"), "id,customer_id,day,amount\n1,1,2026-01-01,5.50\n");
        Files.writeString(folder.resolve("report.sql"), """
            SELECT channel, count(*) AS orders FROM orders
            WHERE status <> 'cancelled' GROUP BY channel;
            SELECT sum(quantity) FROM order_lines;
            """);
        postgres = EmbeddedPostgres.start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE reader LOGIN");
            statement.execute("CREATE DATABASE shop OWNER reader");
            statement.execute("CREATE DATABASE crm OWNER reader");
        }
        try (var connection = postgres.getDatabase("reader", "shop").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
            statement.execute("INSERT INTO customers VALUES (1, 'Anna'), (2, 'Ben')");
        }
        makeBefore();
        var project = ProjectFolder.open(folder.resolve("demo"), name -> null).project();
        server = DataChatServer.start(project, new Listening("127.0.0.1", 0, InstantSource.fixed(DAY)));
    }

    /// The demo's definitions when cancelled orders still counted as revenue, and a metric more.
    private static void makeBefore() throws IOException {
        var now = folder.resolve("demo/datapoints");
        try (var files = Files.walk(now)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file);
                var copy = folder.resolve("before").resolve(now.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy,
                        file.endsWith("metrics/revenue.yaml")
                                ? text.replaceFirst("    filters:\n      - order.status <> 'cancelled'\n", "")
                                : text);
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        postgres.close();
    }

    private static Shell shell(Path place) {
        return Shell.watched(place, DAY);
    }

    @TestFactory
    Stream<DynamicContainer> every_block_does_what_the_page_says() {
        return PAGES.stream().map(page -> {
            var reader = new Reader();
            return DynamicContainer.dynamicContainer(
                    page,
                    Block.of(page).stream()
                            .map(block -> DynamicTest.dynamicTest(block.toString(), () -> reader.block(block))));
        });
    }

    /// Somebody who follows a page from top to bottom.
    private static final class Reader {
        private final Map<String, String> variables = new HashMap<>();
        private String output = "";

        void block(Block block) throws IOException, InterruptedException {
            switch (block.language()) {
                case "sh", "bash" -> {
                    output = "";
                    for (var command : ShellLine.commands(block.text(), variables)) run(command);
                }
                case "" -> {
                    var shown = Shown.steady(block.text());
                    assertTrue(Shown.steady(output).contains(shown), () -> "what came is\n" + Shown.steady(output));
                }
                case "json" -> {
                    var differs = Shown.difference(Shown.json(block.text()), Shown.json(output));
                    assertEquals("", differs.orElse(""), () -> "what came is\n" + output);
                }
                case "yaml" -> definition(block.text());
                default -> throw new AssertionError("nobody knows what to do with a block of " + block.language());
            }
        }

        private void run(List<String> command) throws IOException, InterruptedException {
            var line = String.join(" ", command);
            if (NOT_RUN.containsKey(line)) return;
            switch (command.getFirst()) {
                case "./datachat" -> datachat(command.subList(1, command.size()));
                case "curl" -> curl(command);
                case "export" -> {
                    var assignment = command.get(1).split("=", 2);
                    assertEquals(
                            "DATACHAT=http://127.0.0.1:"
                                    + server.apex().project().port(),
                            command.get(1));
                    variables.put(assignment[0], server.url());
                }
                case "source" -> sourced(line);
                default -> throw new AssertionError("'" + line + "' is neither run nor listed with a reason");
            }
        }

        private void datachat(List<String> words) throws IOException, InterruptedException {
            if (words.getFirst().equals("serve")) {
                var port = words.indexOf("--port") + 1;
                assertTrue(port > 0, "a fixed port may be taken here: the page must name one, which is replaced");
                var anyPort = new java.util.ArrayList<>(words);
                anyPort.set(port, "0");
                assertEquals(
                        "", Serving.fault(folder.resolve("served"), anyPort).orElse(""));
                return;
            }
            if (words.equals(List.of("demo"))) {
                output = demo.out();
                return;
            }
            var address = "127.0.0.1:" + postgres.getPort();
            var arguments = words.stream()
                    .map(word -> word.replace("db.example.com", address))
                    .toArray(String[]::new);
            var outcome = shell(folder).run(arguments);
            var line = String.join(" ", words);
            var expected = EXITS.entrySet().stream()
                    .filter(exit -> line.startsWith(exit.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .findFirst()
                    .orElse(0);
            assertEquals(expected, outcome.code(), () -> words + "\n" + outcome.err());
            output += outcome.out();
        }

        private void curl(List<String> command) throws IOException, InterruptedException {
            var response = Curl.run(command);
            output = response.body();
            var refused = command.stream().anyMatch(word -> word.contains("metrisc"));
            assertEquals(refused ? 400 : 200, response.statusCode(), () -> command + "\n" + output);
        }

        private static void sourced(String line) throws IOException, InterruptedException {
            assertEquals("source <(./datachat completion bash)", line);
            var script = Files.writeString(
                    folder.resolve("completion"),
                    shell(folder).run("completion", "bash").out());
            var bash = new ProcessBuilder("bash", "-euc", "source " + script + "; complete -p datachat")
                    .redirectErrorStream(true)
                    .start();
            var said = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertEquals(0, bash.waitFor(), said);
        }

        /// A definition on a page is one of the demo's, perhaps with less in it.
        private static void definition(String yaml) throws IOException {
            var id = yaml.lines()
                    .filter(line -> line.startsWith("  id: "))
                    .findFirst()
                    .orElseThrow();
            try (var files = Files.walk(Path.of("../datapoints"))) {
                var texts = files.filter(file -> file.toString().endsWith(".yaml"))
                        .map(file -> Block.page(Path.of("..").relativize(file).toString()))
                        .filter(text -> text.lines().anyMatch(id::equals))
                        .toList();
                assertEquals(1, texts.size(), id);
                var missing = yaml.lines()
                        .filter(line -> texts.getFirst().lines().noneMatch(line::equals))
                        .toList();
                assertEquals(List.of(), missing);
            }
        }
    }

    @Test
    void the_tables_of_the_demo_have_as_many_rows_as_the_page_says() {
        var shown = Block.page("docs/demo.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertEquals(9, shown.size());
        for (var line : shown) {
            var cells = line.split(" *\\| *", -1);
            var counted = Stream.of(cells[1].replace("`", "").split(", ", -1))
                    .mapToLong(table -> rows.getOrDefault(table, -1L))
                    .sum();
            var claimed = Long.parseLong(cells[3].replace(",", ""));
            assertTrue(Math.abs(counted - claimed) <= claimed / 50, () -> line + " but there are " + counted);
        }
    }

    @Test
    void every_option_of_the_page_exists() {
        var helps = new StringBuilder();
        for (var command : List.of(
                "query",
                "metrics query",
                "metrics values",
                "run",
                "draft",
                "init",
                "serve",
                "datapoint lint",
                "demo",
                "diff",
                "import",
                "export ossie",
                "freshness triggers")) {
            var words = Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("--help"));
            helps.append(shell(folder).run(words.toArray(String[]::new)).out());
        }
        var options = java.util.regex.Pattern.compile("--[a-z][a-z-]+")
                .matcher(Block.page("docs/cli.md"))
                .results()
                .map(java.util.regex.MatchResult::group)
                .distinct()
                .filter(option -> !helps.toString().contains(option))
                .toList();
        assertEquals(List.of(), options);
    }
}
