package io.datachat.apex.plan.lift;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.plan.lift.Dimensions.Dimension;
import io.datachat.apex.plan.lift.form.Buckets;
import io.datachat.apex.plan.lift.form.Grouped;
import io.datachat.apex.plan.lift.form.Spelling;
import io.datachat.apex.plan.lift.form.Unlike;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.read.open.Wording;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.time.Stretch;
import io.datachat.apex.time.TimeCut;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/// Puts a recognised aggregation as a question for metrics. What it asks is compared with the SQL afterwards, so a
/// mistake here can only keep something from being recognised.
final class Posing {
    private final Model model;
    private final Known known;
    private final Grouped grouped;
    private final Dimensions dimensions;
    private final Spelling spelling;
    private @Nullable ZoneId zone;
    private @Nullable LocalDateTime from;
    private @Nullable LocalDateTime to;
    private final List<String> notes = new ArrayList<>();

    Posing(Model model, Known known, Grouped grouped) {
        this.model = model;
        this.known = known;
        this.grouped = grouped;
        this.spelling = grouped.rows().spelling();
        this.dimensions = Dimensions.of(model, known.measure().entity(), grouped.rows());
    }

    /// @param axes  for each group of the aggregate the column of the answer
    /// @param notes what a reader should know of it
    record Question(MetricQuery query, Stretch period, List<Integer> axes, List<String> notes) {}

    /// @param metrics in the order of the answer's columns
    /// @param more    conditions beside those of the metrics, by their text
    Question of(List<String> metrics, Set<String> more) {
        Set<MetricQuery.Dimension> axes = new LinkedHashSet<>();
        List<Integer> places = new ArrayList<>();
        for (var group : grouped.groups()) {
            var axis = axis(group, metrics.getFirst());
            axes.add(axis);
            places.add(List.copyOf(axes).indexOf(axis));
        }
        List<String> where = new ArrayList<>();
        for (var condition : more) if (!ofPeriod(condition)) where.add(where(condition));
        if (from != null && to != null && !from.isBefore(to)) throw new Unlike("its period is empty");
        var span = from == null && to == null
                ? null
                : new Span.Between(from == null ? null : from.toString(), to == null ? null : to.toString());
        var query = new MetricQuery(
                metrics,
                List.copyOf(axes),
                null,
                span,
                List.of(),
                where,
                List.of(),
                null,
                Compare.NONE,
                zone,
                null,
                Map.of(),
                false,
                Framing.PLAIN);
        return new Question(query, new Stretch(from, to), places, notes);
    }

    private MetricQuery.Dimension axis(Grouped.Group group, String metric) {
        var text = group.text();
        var bucket = bucket(text);
        var of = bucket == null ? text : bucket.of;
        var cut = bucket == null ? null : bucket.cut;
        if (cut != null && of.equals(known.time())) {
            zonedAsTime();
            return new MetricQuery.Dimension(MetricQuery.TIME, cut);
        }
        var dimension = (cut == null ? dimensions.value(spelling.of(group.rex())) : dimensions.moment(of))
                .or(() -> dimensions.moment(of))
                .orElseThrow(() -> new Unlike("it groups by " + Plainly.of(of) + ", which is no dimension"));
        if (cut != null) {
            zoned(dimension);
            if (!known.time().isEmpty())
                notes.add("it groups by " + Plainly.of(of) + "; the time of " + metric + " is "
                        + Plainly.of(known.time()));
        }
        return new MetricQuery.Dimension(dimension.name(), cut);
    }

    private record Bucket(TimeCut cut, String of) {}

    private static @Nullable Bucket bucket(String text) {
        if (!text.startsWith("start of ")) return null;
        var end = text.indexOf(" of ", "start of ".length());
        return Buckets.named(text.substring("start of ".length(), end))
                .map(grain -> new Bucket(grain, text.substring(end + " of ".length())))
                .orElse(null);
    }

    /// Local times are compared as they are written: in the zone of their column.
    private void zoned(ZoneId of, DataType type) {
        if (type != DataType.Simple.TIMESTAMP) return;
        if (zone != null && !zone.normalized().equals(of.normalized()))
            throw new Unlike("its times are written in several zones");
        zone = of;
    }

    private void zoned(Dimension dimension) {
        zoned(dimension.zone(), dimension.type());
    }

    private boolean ofPeriod(String condition) {
        if (known.time().isEmpty() || !condition.startsWith(known.time() + " ")) return false;
        var rest = condition.substring(known.time().length() + 1);
        var space = rest.indexOf(' ');
        var limit = space < 0 ? null : moment(rest.substring(space + 1));
        if (limit == null) return false;
        var sign = rest.substring(0, space);
        if (sign.equals(">=") && from == null) from = limit;
        else if (sign.equals("<") && to == null) to = limit;
        else return false;
        zonedAsTime();
        return true;
    }

    private void zonedAsTime() {
        var time = known.measure().time();
        if (time != null) zoned(model.zoneOf(known.measure().entity(), time), time.type());
    }

    private static @Nullable LocalDateTime moment(String limit) {
        if (limit.matches("d:\\d{4}-\\d\\d-\\d\\d"))
            return LocalDate.parse(limit.substring(2)).atStartOfDay();
        return limit.matches("t:\\d{4}-\\d\\d-\\d\\dT[0-9:.]+") ? LocalDateTime.parse(limit.substring(2)) : null;
    }

    /// As a condition over dimensions.
    private String where(String condition) {
        var present = dimensions.present(condition);
        if (present.isPresent()) return present.get().name() + " IS NOT NULL";
        var rex = grouped.parts().get(condition);
        if (rex == null) throw new Unlike("it leaves out rows without " + Plainly.of(condition));
        List<String> names = new ArrayList<>();
        try {
            return Wording.write(named(rex, names), names::get);
        } catch (IllegalArgumentException unwritten) {
            throw new Unlike("its condition " + Plainly.of(condition) + " cannot be asked of metrics");
        }
    }

    private RexNode named(RexNode whole, List<String> names) {
        return whole.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                var found = dimensions.value(spelling.of(call));
                return found.isPresent() ? reference(found.get(), call) : super.visitCall(call);
            }

            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                var found = dimensions.value(spelling.of(ref));
                if (found.isEmpty())
                    throw new Unlike(
                            "it has a condition on " + Plainly.of(spelling.of(ref)) + ", which is no dimension");
                return reference(found.get(), ref);
            }

            private RexNode reference(Dimension dimension, RexNode of) {
                zoned(dimension);
                names.add(dimension.name());
                return new RexInputRef(names.size() - 1, of.getType());
            }
        });
    }
}
