package io.datachat.tests.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachat.apex.Apex;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.SqlQuery;
import io.datachat.cli.demo.CampaignProject;
import io.datachat.cli.demo.DemoWorld.Progress;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same workspace over PostgreSQL.
class PostgresWorkspaceTest {
    @TempDir
    private Path folder;

    @Test
    void exemplars_give_the_same_rows_and_what_is_wrong_is_refused() throws IOException, SQLException {
        var there = Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(
                there.resolve("datachat.yaml"),
                "version: 1\nname: campaigns\ndatabases:\n  marketing: {type: postgresql, url: \"" + Postgres.url()
                        + "\", schemas: [marketing], default_schema: marketing}\n");
        var project = new CampaignProject(there);
        var _ = project.make(42, Campaigns.DAY, Progress.NONE);
        try (var connection = Postgres.connect()) {
            project.load(connection);
        }
        var opened = ProjectFolder.open(there, Project.Environment.of(Map.of())).project();
        try (var postgres = new Campaigns(Apex.open(opened, Campaigns.NOW), project.database());
                var duckdb = Campaigns.open(folder.resolve("duckdb"))) {
            assertEquals(List.of(), postgres.apex().problems());
            var exemplars =
                    postgres.apex().library().domains().getFirst().domain().exemplars();
            assertFalse(exemplars.isEmpty());
            for (var exemplar : exemplars) {
                var query = SqlQuery.of(exemplar.sql()).in("campaigns");
                assertEquals(duckdb.rows(query), postgres.rows(query), exemplar.question());
            }
            for (var sql : Wrong.all()) assertFalse(postgres.refusal(sql).isEmpty(), sql);
        }
    }
}
