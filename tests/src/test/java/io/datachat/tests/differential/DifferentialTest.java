package io.datachat.tests.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.tests.benchmark.Figures;
import io.datachat.tests.world.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `-Ddatachat.questions=5000` asks more, `-Ddatachat.seed=17` begins elsewhere.
class DifferentialTest {
    private static final int QUESTIONS = Integer.getInteger("datachat.questions", 540);
    private static final long SEED = Long.getLong("datachat.seed", 1);
    private static final int PER_WORLD = 12;
    private static final Pattern CODE = Pattern.compile("\\[([A-Z]{2}\\d+)]");
    private static final double MOST_REFUSED = 0.03;

    @Test
    void no_number_is_wrong_on_any_backend_and_few_answerable_questions_are_refused(@TempDir Path folder)
            throws IOException, SQLException {
        var differential = new Differential(List.of(Backend.DUCKDB, Backend.POSTGRESQL), folder);
        for (var seed = SEED; (seed - SEED) * PER_WORLD < QUESTIONS; seed++) differential.run(seed, PER_WORLD);
        var asked = differential.answerable + differential.unanswerable;
        var report = "differential: " + asked + " questions from seed " + SEED + " on duckdb and postgresql, "
                + differential.answerable + " answerable; " + differential.wrong.size() + " wrong, "
                + differential.refusals.size() + " refusals of answerable ones " + codes(differential.refusals) + "; "
                + differential.early + " statements aggregate early\n"
                + String.join("\n", differential.refusals);
        Figures.tell(report);
        if (!differential.wrong.isEmpty()) write(differential);
        assertTrue(asked >= Math.min(QUESTIONS, 500), report);
        assertTrue(QUESTIONS < 500 || differential.early > 0, report);
        assertTrue(
                differential.wrong.isEmpty(),
                () -> differential.wrong.size() + " wrong, all in target/differential\n"
                        + String.join("\n", differential.wrong.subList(0, Math.min(10, differential.wrong.size()))));
        assertTrue(differential.refusals.size() <= MOST_REFUSED * 2 * differential.answerable, report);
    }

    /// How many refusals have which code.
    private static Map<String, Integer> codes(List<String> refusals) {
        var codes = new TreeMap<String, Integer>();
        for (var refusal : refusals)
            CODE.matcher(refusal)
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .forEach(code -> codes.merge(code, 1, Integer::sum));
        return codes;
    }

    /// Everything, with the definitions of each world, for the person who has to look for it.
    private static void write(Differential differential) throws IOException {
        var target = Files.createDirectories(Path.of("target/differential"));
        Files.writeString(target.resolve("wrong.txt"), String.join("\n\n", differential.wrong));
        for (var failure : differential.wrong) {
            var seed = Long.parseLong(failure.substring("seed ".length(), failure.indexOf(' ', "seed ".length())));
            Files.writeString(
                    target.resolve("world-" + seed + ".yaml"), Worlds.of(seed).yaml());
        }
    }
}
