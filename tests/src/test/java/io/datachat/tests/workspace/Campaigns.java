package io.datachat.tests.workspace;

import io.datachat.apex.Apex;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.cli.demo.CampaignProject;
import io.datachat.cli.demo.DemoWorld.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The demo of campaigns, open.
record Campaigns(Apex apex, Path database) implements AutoCloseable {
    static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    static final Instant NOW = DAY.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    private static final long SEED = 42;

    static Campaigns open(Path folder) {
        var project = new CampaignProject(folder);
        var _ = project.make(SEED, DAY, Progress.NONE);
        // DuckDB lets nobody else into a file that is open.
        var plain = folder.resolve("plain.duckdb");
        try {
            Files.copy(project.database(), plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var opened =
                ProjectFolder.open(folder, Project.Environment.of(Map.of())).project();
        return new Campaigns(Apex.open(opened, NOW), plain);
    }

    /// Why a query may not run in the workspace; empty when it may.
    List<Problem> refusal(String sql) {
        try {
            apex.dryRun(SqlQuery.of(sql).in("campaigns"), Asking.local(NOW));
            return List.of();
        } catch (Rejection rejection) {
            return rejection.problems();
        }
    }

    List<String> rows(SqlQuery query) {
        return apex.answer(query, Asking.local(NOW)).rows().stream()
                .map(Object::toString)
                .sorted()
                .toList();
    }

    /// The rows that DuckDB gives for the text itself.
    List<String> plain(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + database + ";access_mode=READ_ONLY;");
                var statement = connection.createStatement()) {
            statement.execute("SET schema = 'marketing'");
            try (var rows = statement.executeQuery(sql)) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    List<Object> row = new ArrayList<>();
                    for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++)
                        row.add(rows.getObject(column));
                    found.add(row.toString());
                }
                return found.stream().sorted().toList();
            }
        }
    }

    @Override
    public void close() {
        apex.close();
    }
}
