package io.datachat.tests.unhappy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datachat.apex.Apex;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectReader;
import io.datachat.apex.query.Asking;
import io.datachat.tests.benchmark.Figures;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.golden.GoldenWorld;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class UnhappyTest {
    private static final String SOME_PROJECT = "databases:\n  a: {type: duckdb, path: a.duckdb}\n";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<String> failures = new ArrayList<>();

    @Test
    void every_bad_input_is_answered_with_its_code_and_words(@TempDir Path folder) throws SQLException, IOException {
        var cases = (List<?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("unhappy/cases.yaml")));
        var table = new StringBuilder();
        try (var engine = GoldenWorld.engine(folder.resolve("shop"))) {
            for (var item : cases) {
                var one = (Map<?, ?>) item;
                var problems = problems(
                        String.valueOf(one.get("door")), String.valueOf(one.get("input")), engine.apex(), folder);
                judge(one, "expect", problems);
                table.append(one.get("door"))
                        .append(": ")
                        .append(one.get("case"))
                        .append('\n');
                problems.forEach(line -> table.append("    ").append(line).append('\n'));
            }
        }
        Figures.tell(table);
        assertTrue(cases.size() >= 60, "only " + cases.size());
        assertTrue(failures.isEmpty(), String.join("\n", failures));
    }

    @Test
    void the_command_and_the_server_tell_the_same(@TempDir Path folder) throws Exception {
        var cases = (List<?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("unhappy/cases.yaml")));
        GoldenWorld.engine(folder.resolve("shop")).close();
        try (var doors = new Doors(folder.resolve("shop"))) {
            for (var i = 0; i < cases.size(); i++) {
                var one = (Map<?, ?>) cases.get(i);
                var input = String.valueOf(one.get("input"));
                var own = folder.resolve("case" + i);
                switch (String.valueOf(one.get("door"))) {
                    case "library" -> judge(one, "expect", refused(one, Doors.linted(own, SOME_PROJECT, input)));
                    case "project" -> judge(one, "expect", refused(one, Doors.linted(own, input, "")));
                    default ->
                        judge(
                                one,
                                one.containsKey("expect_http") ? "expect_http" : "expect",
                                refused(one, doors.posted(input)));
                }
            }
        }
        assertTrue(failures.isEmpty(), String.join("\n", failures));
    }

    private List<String> refused(Map<?, ?> one, Doors.Told told) {
        if (told.code() == 0 && !told.text().contains("warning"))
            failures.add(one.get("case") + ": the command ended well");
        return told.text().lines().toList();
    }

    private List<String> refused(Map<?, ?> one, HttpResponse<String> response) throws IOException {
        if (response.statusCode() < 400 || response.statusCode() >= 500)
            failures.add(one.get("case") + ": status " + response.statusCode());
        List<String> lines = new ArrayList<>();
        var body = JSON.readTree(response.body());
        for (var problem : body.has("errors") ? body.path("errors") : List.of(body))
            lines.add(problem + " [" + problem.path("code").asText() + "]");
        return lines;
    }

    private void judge(Map<?, ?> one, String expectation, List<String> problems) {
        var all = String.join("\n", problems);
        for (var expected : (List<?>) java.util.Objects.requireNonNull(one.get(expectation))) {
            var parts = String.valueOf(expected).split(" ", 2);
            var words = parts.length < 2 ? "" : parts[1];
            if (problems.stream().noneMatch(line -> line.contains("[" + parts[0]) && line.contains(words))) {
                failures.add(one.get("case") + ": expected " + expected + ", got " + all);
            }
        }
        Leaks.in(all).ifPresent(leak -> failures.add(one.get("case") + " shows " + leak + ": " + all));
    }

    private static List<String> problems(String door, String input, Apex apex, Path folder) {
        try {
            return switch (door) {
                case "library" ->
                    lines(LibraryReader.read(Map.of("bad.yaml", input), LibraryReader.Reading.NOTHING)
                            .library()
                            .problems());
                case "project" ->
                    lines(ProjectReader.read(folder, input, Environment.of(Map.of()))
                            .warnings());
                case "request" -> {
                    var request = MetricRequestReader.read(input.getBytes(StandardCharsets.UTF_8));
                    apex.answer(request.query(), Asking.local(Engine.AS_OF));
                    yield List.of("it was answered");
                }
                default -> throw new IllegalArgumentException(door);
            };
        } catch (Rejection rejection) {
            return lines(rejection.problems());
        } catch (RuntimeException broken) {
            return List.of("BROKE " + broken);
        }
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::line).toList();
    }
}
