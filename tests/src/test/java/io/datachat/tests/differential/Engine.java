package io.datachat.tests.differential;

import io.datachat.apex.Apex;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.tests.world.Loading;
import io.datachat.tests.world.Postgres;
import io.datachat.tests.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The engine opened over one world on one backend.
public final class Engine implements AutoCloseable {
    public static final Instant AS_OF = Instant.parse("2025-04-10T12:00:00Z");
    private final Apex apex;
    private int early;

    private Engine(Apex apex) {
        this.apex = apex;
    }

    /// What became of a question.
    public sealed interface Outcome {
        record Answered(String sql, List<List<@Nullable Object>> rows) implements Outcome {}

        /// Told before anything ran.
        record Refused(List<Problem> problems) implements Outcome {
            public String text() {
                return problems.stream().map(Problem::line).collect(Collectors.joining("; "));
            }
        }

        /// The statement could not be written or did not run: never right.
        record Broke(String sql, String why) implements Outcome {}
    }

    /// @param folder an empty folder for the project
    public static Engine over(World world, Backend backend, Path folder) throws IOException, SQLException {
        var schema = "world_" + world.seed();
        var database = switch (backend) {
            case DUCKDB -> {
                try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("world.duckdb"))) {
                    Loading.load(world, connection, schema);
                }
                yield "{type: duckdb, path: world.duckdb, schemas: [" + schema + "], default_schema: " + schema + "}";
            }
            case POSTGRESQL -> {
                try (var connection = Postgres.connect()) {
                    try (var statement = connection.createStatement()) {
                        statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
                    }
                    Loading.load(world, connection, schema);
                }
                yield "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [" + schema + "], default_schema: "
                        + schema + "}";
            }
        };
        Files.writeString(
                folder.resolve("datachat.yaml"),
                "name: world\ntime: " + world.time() + "\nlimits: {timeout: 10s}\ndatabases:\n  main: " + database
                        + "\n");
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(folder.resolve("datapoints/user/world.yaml"), world.yaml());
        return open(folder);
    }

    /// The same project as if its tables were large.
    Engine large(Path folder) throws IOException {
        close();
        Large.pretend(folder, AS_OF);
        return open(folder);
    }

    /// Opens a project folder.
    public static Engine open(Path folder) {
        return new Engine(
                Apex.open(ProjectFolder.open(folder, Environment.of(Map.of())).project(), AS_OF));
    }

    public Apex apex() {
        return apex;
    }

    /// How many questions were compiled with a fact that is aggregated before it is joined.
    int early() {
        return early;
    }

    public Outcome ask(MetricQuery query) {
        var sql = "";
        try {
            var receipt = apex.dryRun(query, Asking.local(AS_OF)).receipt();
            sql = receipt.sql();
            if (receipt.grain().stream().anyMatch(reason -> reason.startsWith("aggregate early"))) early++;
        } catch (Rejection refused) {
            return new Outcome.Refused(refused.problems());
        } catch (RuntimeException | StackOverflowError broken) {
            return new Outcome.Broke(sql, trace(broken));
        }
        try {
            var rows = new ArrayList<List<@Nullable Object>>();
            var answer = apex.answer(query, Asking.local(AS_OF));
            // Right answers have none, whatever was asked: a finding here is a false alarm.
            if (!answer.receipt().findings().isEmpty())
                return new Outcome.Broke(sql, "findings: " + answer.receipt().findings());
            for (var row : answer.rows()) {
                rows.add(new ArrayList<@Nullable Object>(
                        row.stream().map(Cells::plain).toList()));
            }
            return new Outcome.Answered(sql, rows);
        } catch (RuntimeException broken) {
            return new Outcome.Broke(sql, trace(broken));
        }
    }

    private static String trace(Throwable broken) {
        var places = List.of(broken.getStackTrace());
        return broken
                + places.stream().limit(12).map(place -> "\n      at " + place).collect(Collectors.joining());
    }

    @Override
    public void close() {
        apex.close();
    }
}
