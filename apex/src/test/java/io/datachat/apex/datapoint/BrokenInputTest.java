package io.datachat.apex.datapoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.datapoint.lint.LintCode;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.datapoint.load.LibraryReader.Reading;
import io.datachat.apex.datapoint.load.LoadCode;
import io.datachat.apex.datapoint.tile.TileCode;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.yaml.YamlCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Bad texts and what is said about them, word for word, in `broken.txt`: a case begins with `=== its name`, and what
/// is expected stands below `>>>`. Infos are left out unless the name of the case contains "info".
class BrokenInputTest {
    private record Case(String name, String text, String expected) {}

    private static List<Case> cases() {
        try (var in = BrokenInputTest.class.getResourceAsStream("/datapoint/broken.txt")) {
            if (in == null) throw new IllegalStateException("no broken.txt");
            var cases = new ArrayList<Case>();
            for (var part : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^=== ", -1)) {
                if (part.isBlank()) continue;
                var name = part.substring(0, part.indexOf('\n'));
                var halves = part.substring(part.indexOf('\n') + 1).split("(?m)^>>>\n", -1);
                cases.add(new Case(name, halves[0], halves[1].strip()));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Problem> problems(Case broken) {
        return LibraryReader.read(Map.of("x.yaml", broken.text), Reading.NOTHING)
                .library()
                .problems();
    }

    @TestFactory
    Stream<DynamicTest> a_bad_text_is_answered_with_what_is_wrong_and_what_to_do() {
        return cases().stream()
                .map(broken -> DynamicTest.dynamicTest(broken.name, () -> {
                    var lines = problems(broken).stream()
                            .filter(problem -> broken.name.contains("info")
                                    || problem.code().severity() != Severity.INFO)
                            .map(Problem::line)
                            .toList();
                    assertEquals(broken.expected, String.join("\n", lines));
                }));
    }

    @Test
    void every_code_of_the_language_has_a_case() {
        var missing = new TreeSet<String>();
        Stream.of(YamlCode.values(), LoadCode.values(), LintCode.values(), TileCode.values())
                .flatMap(Arrays::stream)
                .map(ProblemCode::id)
                .forEach(missing::add);
        for (var broken : cases())
            problems(broken).forEach(problem -> missing.remove(problem.code().id()));
        missing.remove(YamlCode.TOO_LARGE.id());
        missing.remove(LoadCode.LAST_GOOD.id());
        assertEquals(new TreeSet<>(), missing);
        assertTrue(cases().size() >= 30, "cases: " + cases().size());
    }
}
