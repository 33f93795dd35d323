package io.datachat.cli.demo;

import io.datachat.cli.demo.DemoWorld.Origin;
import io.datachat.cli.demo.DemoWorld.Progress;
import io.datachat.cli.demo.DemoWorld.Scale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A project around campaigns and offers of which every version is a row, with a workspace that knows how they are
/// joined.
///
/// @param folder may exist; files that are there already are left as they are
public record CampaignProject(Path folder) {
    /// The tables in an order in which each only refers to earlier ones.
    public static final List<String> TABLES =
            List.of("campaigns", "campaign_texts", "campaign_budgets", "offers", "campaign_offers", "events", "staff");

    private static final String DATABASE = "demo.duckdb";
    private static final String SCHEMA = "marketing";
    private static final String TEXT = """
        # The project of the demo campaigns, made by 'datachat demo --example campaigns'.
        version: 1
        name: campaigns
        databases:
          marketing:
            type: duckdb
            path: %s
            schemas: [%s]
            default_schema: %s
        """.formatted(DATABASE, SCHEMA, SCHEMA);

    public Path database() {
        return folder.resolve(DATABASE);
    }

    /// Whether the folder is someone else's: it has files, and none of them is this workspace.
    public boolean foreign() {
        if (!Files.exists(folder) || Files.exists(workspace())) return false;
        if (!Files.isDirectory(folder)) return true;
        try (var files = Files.list(folder)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path workspace() {
        return folder.resolve("datapoints/workspaces/campaigns.yaml");
    }

    /// Writes what is missing.
    ///
    /// @return whether the data was made anew; false when the same was there
    public boolean make(long seed, LocalDate asOf, Progress progress) {
        try {
            Files.createDirectories(workspace().getParent());
            var configuration = folder.resolve("datachat.yaml");
            if (!Files.exists(configuration)) Files.writeString(configuration, TEXT);
            if (!Files.exists(workspace())) Files.writeString(workspace(), resource("campaigns.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var wanted = Origin.of(seed, asOf, Scale.FULL);
        if (DemoWorld.origin(database()).equals(Optional.of(wanted))) return false;
        List<String> statements = new ArrayList<>(DemoWorld.script("campaigns/schema.sql"));
        statements.addAll(DemoWorld.script("campaigns/world.sql"));
        DemoWorld.replace(database(), wanted, statements, progress);
        return true;
    }

    /// The same rows in PostgreSQL; replaces the schema `marketing`.
    ///
    /// @param postgres a connection with auto-commit on, whose user may create schemas
    public void load(Connection postgres) throws SQLException {
        DemoInPostgres.load(database(), postgres, SCHEMA, DemoWorld.script("campaigns/schema.sql"), TABLES);
    }

    private static String resource(String name) throws IOException {
        try (InputStream text = CampaignProject.class.getResourceAsStream("campaigns/" + name)) {
            if (text == null) throw new IOException("resource " + name + " is missing");
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
