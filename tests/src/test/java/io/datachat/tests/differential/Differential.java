package io.datachat.tests.differential;

import io.datachat.apex.answer.request.MetricRequest;
import io.datachat.apex.answer.request.MetricRequestWriter;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.query.MetricQuery;
import io.datachat.tests.evaluator.Evaluator;
import io.datachat.tests.evaluator.Truth;
import io.datachat.tests.world.Dice;
import io.datachat.tests.world.EndsOfDays;
import io.datachat.tests.world.Questions;
import io.datachat.tests.world.World;
import io.datachat.tests.world.Worlds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Asks random questions about random worlds and counts what is right, refused and wrong.
public final class Differential {
    private static final double KEEP_UNANSWERABLE = 0.1;
    private final List<Backend> backends;
    private final Path folder;
    public final List<String> wrong = new ArrayList<>();
    public final List<String> refusals = new ArrayList<>();
    private boolean shrink = true;
    public int answerable;
    public int unanswerable;
    public int early;

    /// @param folder an empty folder; each world gets one below it
    public Differential(List<Backend> backends, Path folder) {
        this.backends = backends;
        this.folder = folder;
    }

    /// Leaves failing questions as they are: quicker.
    public Differential unshrunk() {
        shrink = false;
        return this;
    }

    public void run(long seed, int questions) throws IOException, SQLException {
        var world = Worlds.of(seed);
        var engines = new EnumMap<Backend, Engine>(Backend.class);
        try {
            for (var backend : backends) {
                var own = Files.createDirectories(folder.resolve(seed + "-" + backend.word()));
                var engine = Engine.over(world, backend, own);
                engines.put(backend, seed % 2 == 0 ? engine : engine.large(own));
            }
            ask(world, engines, questions);
            early += engines.values().stream().mapToInt(Engine::early).sum();
        } finally {
            engines.values().forEach(Engine::close);
        }
    }

    private void ask(World world, Map<Backend, Engine> engines, int questions) {
        var library = LibraryReader.read(Map.of("world.yaml", world.yaml()), LibraryReader.Reading.NOTHING)
                .library();
        var evaluator = new Evaluator(library, world.opened(), world.rows(), ZoneOffset.UTC, world.beginnings());
        var dice = new Dice(world.seed() + 1_000_003);
        var drawn = new Questions(world, dice);
        var asked = 0;
        while (asked < questions) {
            var query = drawn.next();
            var truth = evaluator.answer(query);
            if (truth instanceof Truth.Refusal && !dice.chance(KEEP_UNANSWERABLE)) continue;
            asked++;
            if (truth instanceof Truth.Refusal) unanswerable++;
            else answerable++;
            engines.forEach((backend, engine) -> judge(world, evaluator, query, backend, engine));
        }
        for (var query : EndsOfDays.of(world)) {
            answerable++;
            engines.forEach((backend, engine) -> judge(world, evaluator, query, backend, engine));
        }
    }

    private void judge(World world, Evaluator evaluator, MetricQuery query, Backend backend, Engine engine) {
        var head = "seed " + world.seed() + " " + world.shape() + " " + backend.word() + " " + text(query);
        switch (Verdict.of(evaluator.answer(query), engine.ask(query))) {
            case Verdict.Right() -> {}
            case Verdict.Refusal(String why) -> refusals.add(head + "\n    " + why);
            case Verdict.Wrong(String how) -> {
                if (!shrink) {
                    wrong.add(head + "\n  " + how);
                    return;
                }
                var small = Shrinking.smallest(
                        query,
                        smaller -> Verdict.of(evaluator.answer(smaller), engine.ask(smaller)) instanceof Verdict.Wrong);
                var verdict = Verdict.of(evaluator.answer(small), engine.ask(small));
                wrong.add(head + "\n  shrunk to " + text(small) + "\n  "
                        + (verdict instanceof Verdict.Wrong(String less) ? less : how) + "\n"
                        + definitions(world, small));
            }
        }
    }

    private static String text(MetricQuery query) {
        return new String(
                MetricRequestWriter.write(new MetricRequest(query, false, false, null, null)), StandardCharsets.UTF_8);
    }

    /// The metrics that a question names; the whole world is told by its seed.
    private static String definitions(World world, MetricQuery query) {
        var text = new StringBuilder();
        for (var metric : world.metrics()) {
            if (query.metrics().contains(metric.id()))
                text.append("  ")
                        .append(metric.id())
                        .append(": ")
                        .append(metric.execution())
                        .append('\n');
        }
        return text.toString();
    }
}
