package io.datachat.tests.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Query;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.tests.benchmark.Figures;
import io.datachat.tests.world.Postgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// People are counted in groups of at least five. Nobody learns of fewer: not from what is shown, and not from a total
/// less what is shown of it.
class SmallestGroupInMetricsTest {
    private static final int SMALLEST = 5;
    private static final int SEEDS = 12;
    private static final Instant NOW = Instant.parse("2026-03-20T09:00:00Z");
    private static final List<String> DIMENSIONS = List.of("city", "kind", "grade");
    private static final Viewer COUNTER = new Viewer("cora", Set.of("counter"), false);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void no_total_less_what_is_shown_of_it_is_of_fewer(Backend backend) throws Exception {
        List<String> leaks = new ArrayList<>();
        var pairs = 0;
        var left = 0;
        for (var seed = 1; seed <= SEEDS; seed++) {
            make(backend, "world_" + seed, crowd(new Random(seed)));
            try (var apex = open("world_" + seed)) {
                for (var metric : List.of("people", "members"))
                    for (var sql : List.of(false, true)) {
                        Map<Integer, Map<List<Object>, Long>> all = new HashMap<>();
                        Map<Integer, Map<List<Object>, Long>> shown = new HashMap<>();
                        for (var set = 0; set < 1 << DIMENSIONS.size(); set++) {
                            all.put(set, cells(apex, metric, set, Viewer.LOCAL, sql));
                            shown.put(set, cells(apex, metric, set, COUNTER, sql));
                            left += at(all, set).size() - at(shown, set).size();
                        }
                        for (var fine = 1; fine < 1 << DIMENSIONS.size(); fine++)
                            for (var coarse = 0; coarse < fine; coarse++) {
                                if ((coarse & fine) != coarse) continue;
                                pairs++;
                                for (var total : at(shown, coarse).entrySet()) {
                                    var rest = total.getValue() - part(at(shown, fine), fine, coarse, total.getKey());
                                    if (rest > 0 && rest < SMALLEST)
                                        leaks.add("seed " + seed + (sql ? " SQL " : " ") + metric + " by " + names(fine)
                                                + " in " + names(coarse) + " " + total.getKey() + ": " + rest);
                                }
                            }
                    }
            }
        }
        var report = backend.word() + ", smallest group in metrics: " + pairs + " pairs of tables, " + left
                + " cells left out, " + leaks.size() + " leaks";
        Figures.tell(report);
        assertEquals("", String.join("\n", leaks), report);
        assertTrue(left > 100, report);
    }

    private static Map<List<Object>, Long> at(Map<Integer, Map<List<Object>, Long>> tables, int set) {
        return tables.getOrDefault(set, Map.of());
    }

    private static long part(Map<List<Object>, Long> cells, int fine, int coarse, List<Object> of) {
        return cells.entrySet().stream()
                .filter(cell -> inside(cell.getKey(), fine, coarse).equals(of))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static List<Object> inside(List<Object> key, int fine, int coarse) {
        List<Object> inside = new ArrayList<>();
        var at = 0;
        for (var dimension = 0; dimension < DIMENSIONS.size(); dimension++) {
            if ((fine >> dimension & 1) == 0) continue;
            if ((coarse >> dimension & 1) == 1) inside.add(key.get(at));
            at++;
        }
        return inside;
    }

    private static List<String> names(int set) {
        return IntStream.range(0, DIMENSIONS.size())
                .filter(dimension -> (set >> dimension & 1) == 1)
                .mapToObj(DIMENSIONS::get)
                .toList();
    }

    /// Of members, who are some of the people, beside all people.
    private static Map<List<Object>, Long> cells(Apex apex, String metric, int set, Viewer viewer, boolean sql) {
        var by = names(set);
        var beside = metric.equals("members");
        var filter = beside ? ", count(*) FILTER (WHERE member)" : "";
        var named = by.stream().map(name -> name + ", ").collect(Collectors.joining());
        Query query = sql
                ? SqlQuery.of("SELECT " + named + "count(*)" + filter + " FROM people"
                        + (by.isEmpty() ? "" : " GROUP BY " + String.join(", ", by)))
                : metrics("{\"metrics\": [\"people\"" + (beside ? ", \"members\"" : "") + "], \"dimensions\": ["
                        + by.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ")) + "]}");
        Map<List<Object>, Long> cells = new HashMap<>();
        for (var row : apex.answer(query, asking(viewer)).rows())
            if (row.getLast() instanceof Long number && number > 0)
                cells.put(
                        row.subList(0, by.size()).stream()
                                .map(String::valueOf)
                                .map(Object.class::cast)
                                .toList(),
                        number);
        return cells;
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void nothing_is_shown_of_fewer_in_any_framing(Backend backend) throws Exception {
        make(backend, "plain", cities());
        var march = ", \"period\": {\"from\": \"2026-03-01\", \"to\": \"2026-04-01\"}";
        try (var apex = open("plain")) {
            assertEquals("[[43]]", rows(apex, "{\"metrics\": [\"people\"]" + march + "}"));
            assertEquals(
                    "[[oslo, 12], [rome, 20]]",
                    rows(apex, "{\"metrics\": [\"people\"], \"dimensions\": [\"city\"]" + march + "}"),
                    "lund is small, and bern would tell of it");
            assertEquals(
                    "[[oslo, 12, 0.279], [rome, 20, 0.465]]",
                    rows(
                            apex,
                            "{\"metrics\": [\"people\"], \"dimensions\": [\"city\"], \"shares\": true" + march + "}"));
            assertEquals(
                    "[[oslo, 12, null, null, null], [rome, 20, 9, 11, 122.222]]",
                    rows(
                            apex,
                            "{\"metrics\": [\"people\"], \"dimensions\": [\"city\"], \"compare\": \"previous_period\","
                                    + " \"period\": \"march 2026\"}"),
                    "what is left out of February is empty, not 0");
            assertEquals(
                    "[[rome, false, 20], [null, true, 23]]",
                    rows(
                            apex,
                            "{\"metrics\": [\"people\"], \"top\": {\"dimension\": \"city\", \"metric\": \"people\","
                                    + " \"count\": 1}, \"dimensions\": [\"city\"]"
                                    + march + "}"));
            assertEquals(
                    "[[rome, false, 20], [oslo, false, 12], [null, true, 11]]",
                    rows(
                            apex,
                            "{\"metrics\": [\"people\"], \"top\": {\"dimension\": \"city\", \"metric\": \"people\","
                                    + " \"count\": 4}, \"dimensions\": [\"city\"]"
                                    + march + "}"),
                    "those that are left out do not rank");
            var refused = assertThrows(
                    Rejection.class,
                    () -> rows(
                            apex,
                            "{\"metrics\": [\"people\"], \"dimensions\": [\"city\", \"kind\", \"grade\", \"member\","
                                    + " \"day\"]}"));
            assertEquals("GV103", refused.problems().getFirst().code().id());
        }
    }

    private static String rows(Apex apex, String request) {
        var text = new ArrayList<String>();
        for (var row : apex.answer(metrics(request), asking(COUNTER)).rows())
            text.add(
                    row.stream().map(SmallestGroupInMetricsTest::plain).toList().toString());
        return text.toString();
    }

    private static String plain(@Nullable Object value) {
        return value instanceof Double number
                ? String.valueOf(Math.round(number * 1000) / 1000.0)
                : String.valueOf(value);
    }

    private static Asking asking(Viewer viewer) {
        return new Asking(viewer, NOW, Duration.ofSeconds(30), new Cancellation());
    }

    private static Query metrics(String request) {
        return MetricRequestReader.read(request.getBytes(StandardCharsets.UTF_8))
                .query();
    }

    private record Person(String city, String kind, String grade, boolean member, String day) {}

    private static List<Person> crowd(Random random) {
        List<Person> crowd = new ArrayList<>();
        var people = 40 + random.nextInt(120);
        for (var i = 0; i < people; i++)
            crowd.add(new Person(
                    "c" + (int) (Math.pow(random.nextDouble(), 2) * 5),
                    "k" + random.nextInt(3),
                    "g" + (int) (Math.pow(random.nextDouble(), 3) * 3),
                    random.nextInt(3) > 0,
                    "2026-0" + (1 + random.nextInt(3)) + "-05"));
        return crowd;
    }

    private static List<Person> cities() {
        List<Person> people = new ArrayList<>();
        var march = Map.of("rome", 20, "oslo", 12, "bern", 8, "lund", 3);
        var february = Map.of("rome", 9, "oslo", 3, "bern", 6);
        march.forEach((city, number) -> many(people, city, number, "2026-03-10"));
        february.forEach((city, number) -> many(people, city, number, "2026-02-10"));
        return people;
    }

    private static void many(List<Person> people, String city, int number, String day) {
        for (var i = 0; i < number; i++) people.add(new Person(city, "k", "g", true, day));
    }

    private Apex open(String world) {
        return Apex.open(
                ProjectFolder.open(folder.resolve(world), Environment.of(Map.of()))
                        .project(),
                NOW);
    }

    private void make(Backend backend, String world, List<Person> people) throws Exception {
        var project = Files.createDirectories(folder.resolve(world));
        Files.createDirectories(project.resolve("datapoints/user"));
        var database = "{type: duckdb, path: people.duckdb, schemas: [crowd], default_schema: crowd}";
        if (backend == Backend.POSTGRESQL)
            database = "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [crowd], default_schema: crowd}";
        try (var connection = connection(backend, project);
                var statement = connection.createStatement()) {
            if (backend == Backend.POSTGRESQL) statement.execute("DROP SCHEMA IF EXISTS crowd CASCADE");
            statement.execute("CREATE SCHEMA crowd");
            statement.execute("CREATE TABLE crowd.people (id INTEGER PRIMARY KEY, city VARCHAR, kind VARCHAR,"
                    + " grade VARCHAR, member BOOLEAN, day DATE)");
            List<String> values = new ArrayList<>();
            for (var person : people)
                values.add("(" + values.size() + ", '" + person.city + "', '" + person.kind + "', '" + person.grade
                        + "', " + person.member + ", DATE '" + person.day + "')");
            statement.execute("INSERT INTO crowd.people VALUES " + String.join(", ", values));
        }
        Files.writeString(
                project.resolve("datachat.yaml"),
                "name: crowd\ndatabases:\n  main: " + database
                        + "\naccess: {roles: [{name: counter, smallest_group: 5, tables: [{table: crowd.people}]}]}\n");
        Files.writeString(project.resolve("datapoints/user/crowd.yaml"), """
            datapoint: {id: person, type: entity, name: Person, source: people, primary_key: id, time: day, dimensions: [city, kind, grade, member, day]}
            ---
            datapoint: {id: people, type: metric, name: People, execution: {entity: person, aggregation: count}}
            ---
            datapoint: {id: members, type: metric, name: Members, execution: {entity: person, aggregation: count, filters: member}}
            """);
    }

    private static Connection connection(Backend backend, Path project) throws SQLException {
        return backend == Backend.DUCKDB
                ? DriverManager.getConnection("jdbc:duckdb:" + project.resolve("people.duckdb"))
                : Postgres.connect();
    }
}
