package io.datachat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// dbt's definitions over the tables of the demo, imported and asked.
class ImportTest {
    private static final String MODELS = """
        semantic_models:
          - name: sold
            node_relation: {schema_name: $shop, alias: orders}
            defaults: {agg_time_dimension: ordered_on}
            entities: [{name: sale, type: primary, expr: order_id}]
            dimensions:
              - {name: ordered_on, type: time, expr: ordered_at, type_params: {time_granularity: day}}
            measures:
              - {name: sales, agg: count, expr: 1}
        metrics:
          - {name: sale_count, type: simple, type_params: {measure: sales}}
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void make_a_demo() throws IOException {
        var demo = run("demo", "--scale", "small");
        assertEquals(0, demo.code(), demo.err());
        Files.createDirectories(folder.resolve("dbt/target"));
        Files.writeString(folder.resolve("dbt/models.yml"), MODELS);
        Files.writeString(folder.resolve("dbt/target/manifest.yml"), "semantic_models: [{name: other}]\n");
    }

    private Outcome run(String... arguments) {
        return new Shell(folder).run(arguments);
    }

    private Path imported() {
        return folder.resolve("demo/datapoints/user/imported");
    }

    @Test
    void a_dry_run_tells_what_would_come_over_and_writes_nothing() {
        var dry = run("import", "dbt", "--dry-run", "--set", "shop=shop");
        assertEquals(0, dry.code(), dry.err());
        assertTrue(dry.out().contains("dbt/models.yml:2"), dry.out());
        assertTrue(dry.out().contains("sale_count       exact   a count"), dry.out());
        assertTrue(dry.out().contains("4 exact, 0 approximate, 0 not"), dry.out());
        assertFalse(Files.exists(imported()));
    }

    @Test
    void what_was_imported_answers_and_is_not_overwritten_unasked() throws IOException {
        var first = run("import", "dbt", "--set", "shop=shop", "--json");
        assertEquals(0, first.code(), first.err());
        assertTrue(first.out().contains("\"name\":\"sale_count\",\"result\":\"exact\""), first.out());
        var ours = run("metrics", "query", "sale_count", "--grain", "month", "--format", "csv");
        var theirs = run("metrics", "query", "orders", "--grain", "month", "--format", "csv");
        assertEquals(0, ours.code(), ours.err());
        assertTrue(ours.out().lines().count() > 10, ours.out());
        assertTrue(theirs.out().lines().count() > 10, theirs.out());
        Files.writeString(imported().resolve("metrics.yaml"), "# mine\n");
        var second = run("import", "dbt", "--set", "shop=shop");
        assertEquals(1, second.code());
        assertTrue(second.firstError().contains("is there already"), second.err());
        assertEquals("# mine\n", Files.readString(imported().resolve("metrics.yaml")));
        assertEquals(0, run("import", "dbt", "--set", "shop=shop", "--force").code());
        assertTrue(Files.readString(imported().resolve("metrics.yaml")).contains("sale_count"));
    }

    @Test
    void what_does_not_come_over_makes_the_exit_code_1() throws IOException {
        Files.writeString(
                folder.resolve("odd.yml"), "metrics: [{name: odd, type: simple, type_params: {measure: none}}]\n");
        var odd = run("import", "odd.yml", "--dry-run");
        assertEquals(1, odd.code());
        assertTrue(odd.out().contains("measure 'none' is in none of the imported models"), odd.out());
        assertEquals(3, run("import", "nowhere").code());
        Files.writeString(folder.resolve("broken.yml"), "metrics: [\n");
        assertEquals(1, run("import", "broken.yml").code());
    }

    @Test
    void the_demo_is_exported_to_ossie_and_read_again() throws IOException {
        var exported = run("export", "ossie", "--out", "shop.yaml");
        assertTrue(exported.out().contains("exact"), exported.out());
        assertTrue(Files.readString(folder.resolve("shop.yaml")).startsWith("# Apache Ossie"));
        assertEquals(1, run("export", "ossie", "--out", "shop.yaml").code());
        var again = run("import", "shop.yaml", "--dry-run");
        assertTrue(again.out().contains("dataset"), again.out() + again.err());
        assertTrue(run("export", "ossie").out().contains("version:"));
    }
}
