package io.datachat.apex;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Materialization;
import io.datachat.apex.materialize.MaterializeCode;
import io.datachat.apex.materialize.Registry;
import io.datachat.apex.materialize.RollupQuestion;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.Planner;
import io.datachat.apex.plan.block.AggregateBlock;
import io.datachat.apex.plan.block.Fingerprints;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.resolve.Resolver;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Placeholders;
import io.datachat.apex.route.Rollup;
import io.datachat.apex.time.Lapse;
import io.datachat.apex.time.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts the rollups that were built on the shelf of a model: each with the block that its question has now.
///
/// Where the source tells whether it changed (a DuckDB file), a rollup is used as long as it did not. Where it does not
/// (a server), a rollup is used while it is younger than its metric's `refresh_interval`, and never without one.
final class Shelving {
    private final Model model;
    private final ZoneId zone;
    private final OpenDatabases databases;
    private final Instant now;

    Shelving(Model model, ZoneId zone, OpenDatabases databases, Instant now) {
        this.model = model;
        this.zone = zone;
        this.databases = databases;
        this.now = now;
    }

    List<Rollup> shelf(List<Registry.Entry> built) {
        List<Rollup> shelf = new ArrayList<>();
        for (var entry : built) rollup(entry).ifPresent(shelf::add);
        return shelf;
    }

    /// @throws Rejection when the metric keeps nothing, or is not one measure
    static ResolvedQuery resolve(Model model, RollupQuestion question, ZoneId zone) {
        var asked = Resolver.resolve(model, question.query(), Stretch.ALL_TIME, zone);
        var metric = asked.metrics().getFirst();
        if (!Placeholders.in(metric.formula()).isEmpty())
            throw new Rejection(Problem.of(
                    MaterializeCode.NOT_ONE_MEASURE,
                    "metric '" + metric.id() + "' has parameters: a rollup could keep the answer for one value only"));
        if (metric.formula() instanceof Formula.Measured) return asked;
        throw new Rejection(Problem.of(
                        MaterializeCode.NOT_ONE_MEASURE,
                        "metric '" + metric.id() + "' is computed from other metrics, so it cannot be kept itself")
                .hint("give materialization: to its parts"));
    }

    private Optional<Rollup> rollup(Registry.Entry entry) {
        try {
            var metric = model.library().find(DataPoint.Metric.class, entry.metric());
            var table = databases.rollups(entry.database()).stream()
                    .filter(found -> found.name().table().equals(entry.table()))
                    .findFirst();
            if (metric.isEmpty() || table.isEmpty()) return Optional.empty();
            var plan = Planner.plan(model, resolve(model, RollupQuestion.of(metric.get()), zone));
            var freshness = freshness(entry, plan, metric.get().materialization());
            return AggregateBlock.only(plan)
                    .map(block -> new Rollup(
                            entry.name(),
                            entry.database(),
                            block,
                            relations(entry.database(), table.get())
                                    .table(table.get().name()),
                            plan.columns().stream().map(Plan.Column::name).toList(),
                            entry.rows(),
                            entry.builtAt(),
                            freshness.stale(),
                            freshness.age(),
                            freshness.until()));
        } catch (Rejection noLonger) {
            return Optional.empty();
        }
    }

    /// @param stale why the rollup is not used; empty when it is
    private record Freshness(
            String stale, @Nullable String age, @Nullable Instant until) {
        static Freshness stale(String why) {
            return new Freshness(why, null, null);
        }
    }

    private Freshness freshness(Registry.Entry entry, Plan plan, @Nullable Materialization kept) {
        if (!Fingerprints.of(plan).equals(entry.fingerprint()))
            return Freshness.stale("the definition of " + entry.metric() + " changed since it was built");
        var stamp = databases.stamp(entry.database());
        if (stamp.isEmpty()) {
            var changed = databases.changedSince(entry.database(), plan.tables(), entry.builtAt());
            if (changed.isPresent()) return Freshness.stale(changed.get() + " was refreshed since it was built");
            return declared(entry, kept == null ? null : kept.refreshInterval());
        }
        if (stamp.get().equals(entry.source())) return new Freshness("", null, null);
        return Freshness.stale("its source changed since it was built");
    }

    private Freshness declared(Registry.Entry entry, @Nullable String interval) {
        var age = Optional.ofNullable(interval).flatMap(Lapse::parse).orElse(Duration.ZERO);
        if (!age.isPositive())
            return Freshness.stale("its source does not tell whether it changed; refresh_interval under the"
                    + " materialization of " + entry.metric() + " declares how old its rows may be");
        var until = entry.builtAt().plus(age);
        return now.isBefore(until)
                ? new Freshness("", interval, until)
                : Freshness.stale("it was built at " + entry.builtAt() + ", more than its refresh_interval of "
                        + interval + " ago");
    }

    private Relations relations(String database, Table table) {
        var backend = model.relations(database).catalog().backend();
        return new Relations(
                new DatabaseCatalog(database, backend, table.name().schema(), List.of(table), "rollup", Instant.EPOCH));
    }
}
