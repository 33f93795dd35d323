package io.datachat.apex.plan.lift;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.plan.Planner;
import io.datachat.apex.plan.lift.form.Flat;
import io.datachat.apex.plan.lift.form.Grouped;
import io.datachat.apex.plan.lift.form.Grouped.Call;
import io.datachat.apex.plan.lift.form.Rooted;
import io.datachat.apex.plan.lift.form.Unlike;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.resolve.Binds;
import io.datachat.apex.resolve.Resolver;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Model.BoundMetric;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Sort;
import org.jspecify.annotations.Nullable;

/// Recognises SQL as the question for metrics that it is.
///
/// First a question is guessed from the SQL's aggregate; then the plan of that question is brought into the same
/// spelling as the SQL's, and only when the two are equal the SQL is certified. The guess need not be trusted.
final class Lifting {
    private final Model model;
    private final ZoneId zone;
    private final Rooted.Keys keys;
    private final List<Known> known;
    private final List<BoundMetric> metrics;

    /// @param zone     of questions that name none
    /// @param governed whether access rules may leave rows out and empty columns: then nothing holds because a
    /// database enforces it
    Lifting(Model model, String database, ZoneId zone, boolean governed) {
        this.model = model;
        this.zone = zone;
        var whole = model.relations(database).catalog();
        var catalog = governed ? unreferenced(whole) : whole;
        this.keys = new Rooted.Keys(catalog, model.keys(database));
        this.known = Known.of(model, catalog);
        // Formulas first: what is a ratio is not told as its parts.
        this.metrics = model.metrics().values().stream()
                .filter(metric -> metric.database().equals(database) && Known.answers(metric))
                .sorted(Comparator.comparing((BoundMetric metric) -> metric.formula() instanceof Formula.Measured)
                        .thenComparing(metric -> metric.definition().id()))
                .toList();
    }

    /// The same tables without foreign keys, where any column may be empty. Keys still tell rows apart.
    private static DatabaseCatalog unreferenced(DatabaseCatalog whole) {
        return new DatabaseCatalog(
                whole.database(),
                whole.backend(),
                whole.defaultSchema(),
                whole.tables().stream().map(Lifting::unreferenced).toList(),
                whole.fingerprint(),
                whole.readAt());
    }

    private static Table unreferenced(Table table) {
        var columns = table.columns().stream()
                .map(column -> new Table.Column(
                        column.name(), column.type(), true, column.comment(), column.enumValues(), column.statistics()))
                .toList();
        return new Table(
                table.name(),
                table.kind(),
                columns,
                table.primaryKey(),
                table.uniqueKeys(),
                List.of(),
                table.indexes(),
                table.comment(),
                table.rows());
    }

    /// @param values of the plan's parameters
    Lift lift(RelNode sql, List<@Nullable Object> values) {
        if (known.isEmpty()) return new Lift.Other("there are no metrics over its tables");
        try {
            var above = Above.of(Filled.of(sql, values));
            var flat = Flat.of(above.aggregate().getInput());
            return new Attempt(above, flat).lift();
        } catch (Unlike unlike) {
            return new Lift.Other(unlike.reason());
        }
    }

    private final class Attempt {
        private final Above above;
        private final Flat flat;
        private final List<String> reasons = new ArrayList<>();

        Attempt(Above above, Flat flat) {
            this.above = above;
            this.flat = flat;
        }

        Lift lift() {
            List<Grouped> seen = new ArrayList<>();
            for (var leaf : flat.leaves()) {
                var grouped = Grouped.of(above.aggregate(), flat, keys, leaf);
                seen.add(grouped);
                if (!grouped.whole()) continue;
                for (var key : candidates(grouped)) {
                    var certified = certified(grouped, key);
                    if (certified != null) return certified;
                }
            }
            var reason = reasons.isEmpty() ? "no metric computes what it aggregates" : reasons.getFirst();
            var near = Nearness.of(model, known, seen, reasons);
            return near.isEmpty() ? new Lift.Other(reason) : new Lift.Near(reason, near);
        }

        private Lift.@Nullable Certified certified(Grouped grouped, Candidate candidate) {
            try {
                return asked(grouped, candidate);
            } catch (Unlike unlike) {
                reasons.add(unlike.reason());
            } catch (Rejection rejection) {
                reasons.add(rejection.problems().getFirst().message());
            }
            return null;
        }

        private Lift.Certified asked(Grouped grouped, Candidate candidate) {
            List<Set<Known>> calls = new ArrayList<>();
            for (var index = 0; index < grouped.calls().size(); index++) {
                var call = grouped.calls().get(index);
                var fitting = above.reads(index) ? candidate.of(call) : Set.<Known>of();
                if (fitting.isEmpty() && above.reads(index))
                    throw new Unlike("no metric " + Nearness.does(call, Nearness.argument(call, grouped), grouped)
                            + " as it does");
                calls.add(fitting);
            }
            var said = above.say(new Above.Metrics(
                    metrics,
                    (measured, call) -> calls.get(call).stream()
                            .anyMatch(one -> one.measure().equals(measured.measure()))));
            var posed = new Posing(model, candidate.example(), grouped)
                    .of(
                            said.used().stream()
                                    .map(metric -> metric.definition().id())
                                    .toList(),
                            candidate.more());
            var here = posed.query().zone() == null ? zone : posed.query().zone();
            var asked = Resolver.resolve(model, posed.query(), posed.period(), here);
            var plan = Planner.plan(model, asked);
            var values = new Binds(posed.query(), posed.period(), null, here, ParameterValues.NONE).of(plan.slots());
            same(grouped, asked, Filled.of(plan.rel(), values), posed.axes());
            var answer = plan.rel() instanceof Sort sort && sort.fetch == null ? sort.getInput() : plan.rel();
            var rows = above.over(answer, said, posed.axes(), asked.axes().size());
            return new Lift.Certified(
                    posed.query(), posed.period(), here, asked, plan, rows, said.computed(), posed.notes());
        }

        /// The question's aggregate computes the same for the same groups.
        private void same(Grouped sql, ResolvedQuery asked, RelNode plan, List<Integer> axes) {
            if (asked.facts().size() != 1 || asked.gaps() != null)
                throw new Unlike("its metrics look at different rows");
            var aggregate = only(plan);
            var rows = Flat.of(aggregate.getInput());
            var question = Grouped.of(aggregate, rows, keys, rows.leaves().getFirst());
            if (!question.whole() || !question.rows().root().equals(sql.rows().root()))
                throw new Unlike("the metric joins its tables otherwise");
            if (question.groups().size() != asked.axes().size()) throw new Unlike("the metric groups otherwise");
            for (int i = 0; i < axes.size(); i++)
                if (!question.groups()
                        .get(axes.get(i))
                        .text()
                        .equals(sql.groups().get(i).text()))
                    throw new Unlike("the metric groups by "
                            + Plainly.of(question.groups().get(axes.get(i)).text()) + ", not by "
                            + Plainly.of(sql.groups().get(i).text()));
            if (!sql.groups().isEmpty() && !question.held().equals(sql.held()))
                throw new Unlike(otherGroups(sql.held(), question.held()));
            Set<String> computed = new HashSet<>();
            for (int i = 0; i < sql.calls().size(); i++)
                if (above.reads(i)) computed.add(told(sql.calls().get(i)));
            if (!new HashSet<>(question.calls().stream().map(Attempt::told).toList()).equals(computed))
                throw new Unlike("the metric takes other rows");
        }

        private static String otherGroups(Set<String> sql, Set<String> metric) {
            var more = new TreeSet<>(metric);
            more.removeAll(sql);
            return more.isEmpty()
                    ? "it leaves out groups that the metric shows"
                    : "it shows groups without rows where " + Plainly.of(String.join(" and ", more))
                            + ", which the metric leaves out";
        }

        private static String told(Call call) {
            return call.function() + " " + call.distinct() + " " + call.argument() + " " + call.rows();
        }

        private static Aggregate only(RelNode node) {
            if (node instanceof Aggregate aggregate) return aggregate;
            if (node.getInputs().size() != 1) throw new Unlike("its metrics look at different rows");
            return only(node.getInput(0));
        }
    }

    /// A way to see all calls as measures: one entity and time, and the same conditions beside their own.
    private record Candidate(Known example, Set<String> more, Set<Known> among) {
        Set<Known> of(Call call) {
            Set<Known> fitting = new LinkedHashSet<>();
            for (var one : among)
                if (one.measure().entity().equals(example.measure().entity())
                        && one.time().equals(example.time())
                        && fits(one, call)
                        && together(one).equals(call.rows())) fitting.add(one);
            return fitting;
        }

        /// What its rows fulfil in a question that states the other conditions.
        private Set<String> together(Known one) {
            Set<String> all = new TreeSet<>(more);
            all.addAll(one.call().rows());
            return all;
        }
    }

    private static boolean fits(Known known, Call call) {
        var own = known.call();
        return own.like(call.function(), call.distinct(), call.argument())
                && call.rows().containsAll(own.rows());
    }

    private static Set<String> rest(Known known, Call call) {
        var rest = new TreeSet<>(call.rows());
        rest.removeAll(known.call().rows());
        return rest;
    }

    /// Those with the fewest conditions of their own first: the most specific metrics.
    private List<Candidate> candidates(Grouped grouped) {
        if (grouped.calls().isEmpty()) throw new Unlike("it aggregates nothing, it only lists values");
        Set<Known> here = new LinkedHashSet<>();
        for (var one : known) if (one.root().equals(grouped.rows().root())) here.add(one);
        Set<Candidate> found = new LinkedHashSet<>();
        for (var call : grouped.calls())
            for (var one : here) if (fits(one, call)) found.add(new Candidate(one, rest(one, call), here));
        return found.stream()
                .sorted(Comparator.comparing(candidate -> candidate.more().size()))
                .toList();
    }
}
