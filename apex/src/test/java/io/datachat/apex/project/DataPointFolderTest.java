package io.datachat.apex.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Library.Tier;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPointFolderTest {
    private static final String METRIC = """
        datapoint:
          id: %s
          type: metric
          name: %s
          definition: Something.
          owner: me
        """;

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::line).toList();
    }

    @Test
    void files_of_both_tiers_are_read_and_hidden_ones_are_not(@TempDir Path root) throws IOException {
        write(root.resolve("datapoints/managed/deep/a.yaml"), METRIC.formatted("a", "A"));
        write(root.resolve("datapoints/user/a.yml"), "datapoint: {id: a, type: metric, owner: you}");
        write(root.resolve("datapoints/b.yaml"), METRIC.formatted("b", "B"));
        write(root.resolve("datapoints/user/.c.yaml"), "not: [yaml");
        write(root.resolve("datapoints/user/notes.md"), "not: [yaml");
        var library = new DataPointFolder(root, root.resolve("datapoints")).reload();
        assertEquals(List.of(), lines(library.problems()));
        assertEquals(
                List.of("a", "b"),
                library.all(Metric.class).stream().map(Metric::id).toList());
        var a = library.definition(DataPoint.Type.METRIC, "a").orElseThrow();
        assertEquals("you", a.point().common().owner());
        assertEquals(Tier.USER, a.tiers().get("owner"));
        assertEquals(Tier.MANAGED, a.tiers().get("definition"));
        assertEquals("datapoints/managed/deep/a.yaml:5:15", String.valueOf(a.place("definition")));
    }

    @Test
    void a_file_that_is_no_text_is_a_problem_and_a_missing_folder_is_an_empty_library(@TempDir Path root)
            throws IOException {
        assertEquals(
                List.of(),
                new DataPointFolder(root, root.resolve("datapoints")).reload().definitions());
        Files.createDirectories(root.resolve("datapoints"));
        Files.write(root.resolve("datapoints/a.yaml"), "name: Größe".getBytes(StandardCharsets.ISO_8859_1));
        var library = new DataPointFolder(root, root.resolve("datapoints")).reload();
        assertEquals(
                List.of("datapoints/a.yaml:1:1: datapoints/a.yaml is not UTF-8 text [PJ014]"),
                lines(library.problems()));
    }

    @Test
    void a_broken_edit_keeps_what_was_said_before_and_says_so(@TempDir Path root) throws IOException {
        var file = write(root.resolve("datapoints/a.yaml"), METRIC.formatted("a", "A"));
        var folder = new DataPointFolder(root, root.resolve("datapoints"));
        var before = folder.reload();
        Files.writeString(file, METRIC.formatted("a", "'A"));
        var after = folder.reload();
        assertEquals(before.version(), after.version());
        assertEquals(
                List.of(
                        "datapoints/a.yaml:1:1: datapoints/a.yaml has errors; what it said before stays in effect"
                                + " [DP006]",
                        "datapoints/a.yaml:4:9: not valid YAML: the text ends inside quotes [YM001]; close the quotes"),
                lines(after.problems()));
        Files.writeString(file, METRIC.formatted("a", "A2"));
        assertEquals(List.of(), folder.reload().problems());
        assertEquals(
                "A2",
                folder.library().find(Metric.class, "a").orElseThrow().common().name());
        Files.delete(file);
        assertEquals(List.of(), folder.reload().definitions());
    }

    @Test
    void a_thousand_datapoints_are_loaded_quickly(@TempDir Path root) throws IOException {
        var seed = 20_26L;
        var random = new Random(seed);
        for (var i = 0; i < 100; i++) {
            var text = new StringBuilder("datapoint:\n  id: e" + i + "\n  type: entity\n  name: Entity " + i
                    + "\n  source: t" + i + "\n  primary_key: id\n  time: at\n  dimensions:\n");
            for (var d = 0; d < 15; d++)
                text.append("    - {name: d")
                        .append(d)
                        .append(", expression: \"lower(c")
                        .append(d)
                        .append(")\", description: Column}\n");
            if (i > 0)
                text.append("  relationships:\n    - {to: e")
                        .append(random.nextInt(i))
                        .append(", cardinality: many_to_one, on: {parent_id: id}}\n");
            write(root.resolve("datapoints/managed/e" + i + ".yaml"), text.toString());
        }
        for (var i = 0; i < 900; i++) {
            var execution = i % 3 == 2
                    ? "    ratio: {numerator: m" + (i - 1) + ", denominator: m" + (i - 2) + "}\n"
                    : "    entity: e" + random.nextInt(100) + "\n    aggregation: sum\n    expression: amount * " + i
                            + "\n    filters: [state = 'paid', amount > 0]\n";
            write(
                    root.resolve("datapoints/user/m" + i + ".yaml"),
                    METRIC.formatted("m" + i, "Metric " + i) + "  unit: EUR\n  synonyms: [word " + i
                            + "]\n  execution:\n" + execution
                            + "  materialization: {strategy: adaptive, granularity: day, refresh_interval: 1h}\n");
        }
        var folder = new DataPointFolder(root, root.resolve("datapoints"));
        for (var run = 1; run <= 3; run++) {
            var start = System.nanoTime();
            var busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            var library = folder.reload();
            System.out.println("seed " + seed + ", run " + run + ": 1,000 DataPoints in "
                    + (System.nanoTime() - start) / 1_000_000 + " ms wall, "
                    + (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy) / 1_000_000
                    + " ms of its thread");
            assertEquals(1_000, library.definitions().size());
            assertEquals(
                    List.of(),
                    library.problems().stream()
                            .filter(problem -> problem.code().severity() == Severity.ERROR)
                            .toList());
        }
    }

    @Test
    void a_project_is_found_upwards_and_its_state_folder_is_private(@TempDir Path root) throws IOException {
        write(root.resolve("datachat.yaml"), "databases: {shop: {path: shop.duckdb}}");
        var deep = Files.createDirectories(root.resolve("a/b"));
        var project = ProjectFolder.open(deep, Environment.of(Map.of())).project();
        assertEquals(root.toAbsolutePath().normalize(), project.root());
        var state = ProjectFolder.state(project);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
        assertEquals("*\n", Files.readString(state.resolve(".gitignore")));
        assertEquals(state, ProjectFolder.state(project));
    }

    @Test
    void no_project_is_a_problem_with_a_way_out(@TempDir Path root) {
        var rejection = assertThrows(Rejection.class, () -> ProjectFolder.open(root, Environment.of(Map.of())));
        assertEquals(
                "there is no datachat.yaml in " + root
                        + " or above it [PJ001]; go into a project's folder, or make one with 'datachat init'",
                rejection.getMessage());
    }
}
