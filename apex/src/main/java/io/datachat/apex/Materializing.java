package io.datachat.apex;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.materialize.Kept;
import io.datachat.apex.materialize.Kept.State;
import io.datachat.apex.materialize.MaterializeCode;
import io.datachat.apex.materialize.Registry;
import io.datachat.apex.materialize.RollupQuestion;
import io.datachat.apex.plan.Planner;
import io.datachat.apex.plan.block.Fingerprints;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.render.Executable;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.route.Rollup;
import io.datachat.apex.warehouse.rollup.RollupBuild;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds rollups, and tells what became of each `materialization`.
final class Materializing {
    private final Registry registry;
    private final OpenDatabases databases;
    private final InstantSource clock;

    Materializing(Registry registry, OpenDatabases databases, InstantSource clock) {
        this.registry = registry;
        this.databases = databases;
        this.clock = clock;
    }

    List<Rollup> shelf(Model model, ZoneId zone) {
        return new Shelving(model, zone, databases, clock.instant()).shelf(registry.entries());
    }

    /// Builds in the shadow, then takes the place of the rollup that was there.
    ///
    /// @return how many rows it has
    /// @throws Rejection when the metric keeps nothing or cannot be kept, or the database refuses
    long build(Model model, ZoneId zone, DataPoint.Metric metric, Asking asking) {
        if (!asking.viewer().administrator())
            throw new Rejection(
                    Problem.of(MaterializeCode.NOT_ADMINISTRATOR, "the rollup of '" + metric.id() + "' was not built"));
        var question = RollupQuestion.of(metric);
        var asked = Shelving.resolve(model, question, zone);
        var fingerprint = Fingerprints.of(Planner.plan(model, asked));
        var source = new Compiler(model, zone, List.of()).compile(question.query(), asking);
        if (!(source.sql() instanceof Executable.Compiled select))
            throw new IllegalStateException("a measure is always compiled: " + metric.id());
        var warehouse = databases.warehouse(asked.database());
        var table = table(question.name(), warehouse.backend(), fingerprint);
        var stamp = databases.stamp(asked.database()).orElse("");
        var builtAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var started = System.nanoTime();
        var rows = warehouse.build(table, select, asking.timeout(), asking.cancellation());
        registry.keep(new Registry.Entry(
                question.name(),
                table,
                metric.id(),
                asked.database(),
                fingerprint,
                builtAt,
                stamp,
                rows,
                Duration.ofNanos(System.nanoTime() - started)));
        return rows;
    }

    /// The rollups of a server are seen by every project that uses it: there the table is named after what it holds
    /// as well, so that two projects whose metrics have one name never read each other's.
    private static String table(String name, Backend backend, String fingerprint) {
        return switch (backend) {
            case DUCKDB -> name;
            case POSTGRESQL -> name + "_" + fingerprint.substring(fingerprint.length() - 8);
        };
    }

    /// One for each metric with a `materialization`, then those whose metric has none any more.
    List<Kept> kept(List<DataPoint.Metric> metrics, List<Rollup> shelf) {
        var entries = registry.entries();
        var declared = metrics.stream()
                .filter(metric -> metric.materialization() != null)
                .toList();
        var orphans = entries.stream()
                .filter(entry ->
                        declared.stream().noneMatch(metric -> metric.id().equals(entry.metric())));
        return Stream.concat(
                        declared.stream().map(metric -> kept(metric, entries, shelf)),
                        orphans.map(entry -> built(
                                entry,
                                new Declared(null, List.of()),
                                State.STALE,
                                "metric " + entry.metric() + " has no materialization any more")))
                .toList();
    }

    private record Declared(@Nullable String grain, List<String> dimensions) {}

    private static Kept kept(DataPoint.Metric metric, List<Registry.Entry> entries, List<Rollup> shelf) {
        var name = RollupQuestion.name(metric);
        var stated = metric.materialization();
        var declared = stated == null
                ? new Declared(null, List.of())
                : new Declared(stated.granularity(), stated.dimensions());
        var entry = entries.stream()
                .filter(known -> known.metric().equals(metric.id()))
                .findFirst();
        if (entry.isEmpty())
            return new Kept(
                    metric.id(),
                    name,
                    null,
                    declared.grain(),
                    declared.dimensions(),
                    null,
                    null,
                    null,
                    State.NOT_BUILT,
                    "it was never built");
        var rollup = shelf.stream()
                .filter(known -> known.name().equals(entry.get().name()))
                .findFirst();
        if (rollup.isEmpty())
            return built(entry.get(), declared, State.STALE, "its table or its definition cannot be read any more");
        var stale = rollup.get().stale();
        if (!stale.isEmpty()) return built(entry.get(), declared, State.STALE, stale);
        return built(entry.get(), declared, State.FRESH, why(rollup.get()));
    }

    private static String why(Rollup fresh) {
        return fresh.age() == null
                ? "its source did not change since"
                : "its rows may be up to " + fresh.age() + " old by declaration, until " + fresh.until();
    }

    private static Kept built(Registry.Entry entry, Declared declared, State state, String why) {
        return new Kept(
                entry.metric(),
                entry.name(),
                RollupBuild.SCHEMA + "." + entry.table(),
                declared.grain(),
                declared.dimensions(),
                entry.rows(),
                entry.builtAt(),
                entry.took(),
                state,
                why);
    }
}
