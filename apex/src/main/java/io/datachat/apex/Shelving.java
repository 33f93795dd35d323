package io.datachat.apex;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.materialize.MaterializeCode;
import io.datachat.apex.materialize.Registry;
import io.datachat.apex.materialize.RollupQuestion;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.Planner;
import io.datachat.apex.plan.block.AggregateBlock;
import io.datachat.apex.plan.block.Fingerprints;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.resolve.ResolvedQuery;
import io.datachat.apex.resolve.Resolver;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.route.Rollup;
import io.datachat.apex.time.Stretch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts the rollups that were built on the shelf of a model: each with the block that its question has now.
final class Shelving {
    private final Model model;
    private final ZoneId zone;
    private final OpenDatabases databases;

    Shelving(Model model, ZoneId zone, OpenDatabases databases) {
        this.model = model;
        this.zone = zone;
        this.databases = databases;
    }

    List<Rollup> shelf(List<Registry.Entry> built) {
        List<Rollup> shelf = new ArrayList<>();
        for (var entry : built) rollup(entry).ifPresent(shelf::add);
        return shelf;
    }

    /// @throws Rejection when the metric keeps nothing, or is not one measure
    static ResolvedQuery resolve(Model model, RollupQuestion question, ZoneId zone) {
        var asked = Resolver.resolve(model, question.query(), Stretch.ALL_TIME, zone);
        if (asked.metrics().getFirst().formula() instanceof Formula.Measured) return asked;
        throw new Rejection(Problem.of(
                MaterializeCode.NOT_ONE_MEASURE,
                "metric '" + asked.metrics().getFirst().id() + "' is not one measure"));
    }

    private Optional<Rollup> rollup(Registry.Entry entry) {
        try {
            var metric = model.library().find(DataPoint.Metric.class, entry.metric());
            var table = databases.rollups(entry.database()).stream()
                    .filter(found -> found.name().table().equals(entry.name()))
                    .findFirst();
            if (metric.isEmpty() || table.isEmpty()) return Optional.empty();
            var asked = resolve(model, RollupQuestion.of(metric.get()), zone);
            var plan = Planner.plan(model, asked);
            return AggregateBlock.only(plan)
                    .map(block -> new Rollup(
                            entry.name(),
                            entry.database(),
                            block,
                            relations(entry.database(), table.get())
                                    .table(table.get().name()),
                            plan.columns().stream().map(Plan.Column::name).toList(),
                            table.get().rows(),
                            entry.builtAt(),
                            stale(entry, asked)));
        } catch (Rejection noLonger) {
            return Optional.empty();
        }
    }

    private String stale(Registry.Entry entry, ResolvedQuery asked) {
        if (!Fingerprints.of(asked).equals(entry.fingerprint()))
            return "the definition of " + entry.metric() + " changed since it was built";
        var stamp = databases.stamp(entry.database());
        if (stamp.isEmpty()) return "its source does not tell whether it changed";
        return stamp.get().equals(entry.source()) ? "" : "its source changed since it was built";
    }

    private Relations relations(String database, Table table) {
        var backend = model.relations(database).catalog().backend();
        return new Relations(
                new DatabaseCatalog(database, backend, table.name().schema(), List.of(table), "rollup", Instant.EPOCH));
    }
}
