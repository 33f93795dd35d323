package io.datachat.apex;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.Receipt.Used;
import io.datachat.apex.answer.Receipt.Window;
import io.datachat.apex.answer.certificate.Certificate;
import io.datachat.apex.answer.certificate.Certificate.Verdict;
import io.datachat.apex.answer.request.MetricRequest;
import io.datachat.apex.answer.request.MetricRequestWriter;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library.Tier;
import io.datachat.apex.govern.Governed;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.block.Fingerprints;
import io.datachat.apex.plan.lift.Lift;
import io.datachat.apex.plan.template.VerbatimPlan;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.template.ResolvedTemplate;
import io.datachat.apex.route.Rollup;
import io.datachat.apex.route.Router;
import io.datachat.apex.time.Period;
import io.datachat.apex.time.Stretch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes receipts: the part that all questions of a shape share, then the part that depends on values.
final class Receipts {
    /// Compiled without a model's help (0.4), over known tables (0.3), from a checked plan (0.2).
    private static final double COMPILED = 0.9;

    /// A question of this shape was compiled before.
    private static final double SEEN = 0.1;

    private final Model model;

    Receipts(Model model) {
        this.model = model;
    }

    Receipt of(ResolvedTemplate asked, Plan plan, ZoneId zone) {
        var note = "the template of " + asked.block().metric() + " runs as its own block: "
                + asked.block().reason();
        return of(asked, zone, plan.tables(), plan.grain(), List.of(note)).fingerprinted(Fingerprints.of(plan));
    }

    /// A vendor's own SQL: nothing is known of it but what is declared.
    Receipt of(ResolvedTemplate asked, VerbatimPlan verbatim, ZoneId zone) {
        var note = "the SQL of " + asked.block().metric()
                + " could not be read and ran as it was written; its columns are as declared";
        return of(asked, zone, List.of(), List.of(), List.of(note))
                .written(verbatim.text(), Receipt.Route.SOURCE)
                .fingerprinted(Fingerprints.ofText(verbatim.text()));
    }

    private Receipt of(
            ResolvedTemplate asked, ZoneId zone, List<String> tables, List<String> grain, List<String> notes) {
        var block = asked.block();
        return new Receipt(
                block.database(),
                model.relations(block.database()).catalog().backend().word(),
                List.of(used(model.metric(block.metric()).definition(), tables)),
                null,
                null,
                grain,
                List.of(),
                Receipt.Route.SOURCE,
                notes,
                "",
                List.of(),
                "",
                Instant.EPOCH,
                zone,
                COMPILED,
                new Receipt.Timings(Duration.ZERO, null),
                List.of(),
                Receipt.Partial.NONE,
                null,
                List.of());
    }

    /// A query in SQL: it uses tables as they are.
    Receipt of(Governed governed, ZoneId zone) {
        var plan = governed.plan();
        return new Receipt(
                plan.database(),
                model.relations(plan.database()).catalog().backend().word(),
                plan.tables().stream()
                        .map(table -> new Used("table", table, table, null, Tier.MANAGED, List.of(table)))
                        .toList(),
                null,
                null,
                plan.grain(),
                governed.policies(),
                Receipt.Route.SOURCE,
                List.of(),
                "",
                List.of(),
                Fingerprints.of(plan),
                Instant.EPOCH,
                zone,
                COMPILED,
                new Receipt.Timings(Duration.ZERO, null),
                List.of(),
                Receipt.Partial.NONE,
                null,
                List.of());
    }

    Receipt of(ResolvedQuery asked, Governed governed) {
        var plan = governed.plan();
        List<String> notes = new ArrayList<>(asked.notes());
        asked.metrics().forEach(metric -> {
            var opened = model.metric(metric.id()).openedFrom();
            if (!opened.isEmpty()) notes.add(opened);
        });
        return new Receipt(
                asked.database(),
                model.relations(asked.database()).catalog().backend().word(),
                used(asked),
                null,
                null,
                plan.grain(),
                governed.policies(),
                Receipt.Route.SOURCE,
                notes,
                "",
                List.of(),
                Fingerprints.of(asked),
                Instant.EPOCH,
                asked.zone(),
                COMPILED,
                new Receipt.Timings(Duration.ZERO, null),
                List.of(),
                Receipt.Partial.NONE,
                null,
                List.of());
    }

    /// What a reader must know of the rollups that answer.
    static List<String> ages(Router.Routed routed) {
        return routed.used().stream()
                .filter(rollup -> rollup.age() != null)
                .distinct()
                .map(rollup -> "the rollup " + rollup.name() + " was built at " + rollup.builtAt()
                        + "; its rows are up to " + rollup.age() + " old by declaration")
                .toList();
    }

    static Receipt.Route route(Router.Routed routed) {
        var first = routed.used().stream().findFirst();
        return new Receipt.Route(
                first.map(Rollup::name).orElse(null),
                first.map(Rollup::builtAt).orElse(null),
                first.map(Rollup::age).orElse(null),
                routed.misses().entrySet().stream()
                        .map(miss -> new Receipt.Route.Miss(miss.getKey(), miss.getValue()))
                        .sorted(Comparator.comparing(Receipt.Route.Miss::rollup))
                        .toList());
    }

    /// What SQL is, seen from the metrics.
    Certificate certificate(Lift lift) {
        return switch (lift) {
            case Lift.Certified certified ->
                new Certificate(
                        Verdict.CERTIFIED,
                        certified.asked().metrics().stream()
                                .map(metric -> new Certificate.Metric(
                                        metric.id(),
                                        model.metric(metric.id())
                                                .definition()
                                                .common()
                                                .version()))
                                .toList(),
                        certified.words(),
                        new String(
                                MetricRequestWriter.write(
                                        new MetricRequest(certified.query(), false, false, null, null)),
                                StandardCharsets.UTF_8),
                        certified.computed(),
                        List.of(),
                        certified.notes(),
                        "");
            case Lift.Near(String reason, var metrics) ->
                none(
                        Verdict.NEAR,
                        metrics.stream()
                                .map(near -> new Certificate.Near(near.metric(), near.differences()))
                                .toList(),
                        reason);
            case Lift.Other(String reason) -> none(Verdict.NONE, List.of(), reason);
        };
    }

    private static Certificate none(Verdict verdict, List<Certificate.Near> near, String reason) {
        return new Certificate(verdict, List.of(), "", null, List.of(), near, List.of(), reason);
    }

    /// Where the rollups that answer are kept.
    static Set<Table.Name> places(Router.Routed routed) {
        return routed.used().stream()
                .map(rollup -> Table.Name.parse(rollup.place()))
                .collect(Collectors.toSet());
    }

    /// Those of the source, also where a rollup answers: a watermark is asked of them.
    static List<Table.Name> tables(Plan plan, Router.Routed routed) {
        return Stream.concat(plan.tables().stream(), routed.used().stream().map(Rollup::place))
                .map(Table.Name::parse)
                .distinct()
                .toList();
    }

    private List<Used> used(ResolvedQuery asked) {
        Set<Used> used = new LinkedHashSet<>();
        for (var metric : asked.metrics())
            used.add(used(
                    model.metric(metric.id()).definition(),
                    metric.formula().measures().map(Receipts::table).distinct().toList()));
        for (var fact : asked.facts())
            used.add(used(
                    fact.entity().definition(),
                    List.of(fact.entity().table().name().toString())));
        return List.copyOf(used);
    }

    private static String table(BoundMeasure measure) {
        return measure.entity().table().name().toString();
    }

    private Used used(DataPoint point, List<String> tables) {
        var tier = model.library()
                .definition(point.type(), point.id())
                .map(definition -> definition.tiers().getOrDefault("", Tier.USER))
                .orElse(Tier.USER);
        var common = point.common();
        return new Used(point.type().word(), point.id(), common.name(), common.version(), tier, tables);
    }

    /// What a question adds to its shape's receipt.
    ///
    /// @param seen whether the shape was compiled before
    record Values(Stretch period, @Nullable Period previous, Instant asOf, boolean seen) {
        Receipt complete(Receipt shared, List<Bind> binds, Duration compile) {
            return new Receipt(
                    shared.database(),
                    shared.backend(),
                    shared.definitions(),
                    window(period.from(), period.to()),
                    previous == null ? null : window(previous.from(), previous.to()),
                    shared.grain(),
                    shared.policies(),
                    shared.route(),
                    shared.notes(),
                    shared.sql(),
                    binds,
                    shared.fingerprint(),
                    asOf,
                    shared.zone(),
                    seen ? COMPILED + SEEN : COMPILED,
                    new Receipt.Timings(compile, null),
                    List.of(),
                    Receipt.Partial.NONE,
                    shared.certificate(),
                    List.of());
        }

        private static @Nullable Window window(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
            return from == null && to == null ? null : new Window(text(from), text(to));
        }

        private static String text(@Nullable LocalDateTime end) {
            return end == null ? "" : end.toString();
        }
    }
}
