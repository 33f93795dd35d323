package io.datachat.apex.resolve.slice;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Condition;
import io.datachat.apex.resolve.asked.ResolvedQuery.Cut;
import io.datachat.apex.resolve.asked.ResolvedQuery.Gaps;
import io.datachat.apex.resolve.asked.ResolvedQuery.Periodic;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sight;
import io.datachat.apex.resolve.asked.Slot.Edge;
import io.datachat.apex.resolve.asked.Slot.End;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundExpression.ColumnAt;
import io.datachat.apex.resolve.model.DimensionNames.Address;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Stretch;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The buckets of a period, whether anything happened in them or not.
final class EmptyBuckets {
    private final MetricQuery query;
    private final List<Axes.Read> axes;
    private final ZoneId zone;
    private final Conditions conditions;
    private final Calendars calendars;

    EmptyBuckets(Slicing.Question question, Conditions conditions, Calendars calendars) {
        this.query = question.query();
        this.axes = question.axes();
        this.zone = question.zone();
        this.conditions = conditions;
        this.calendars = calendars;
    }

    Gaps of(Sight.Clock sight, Stretch period) {
        List<Periodic> periodics = new ArrayList<>();
        List<Optional<Cut>> cuts = new ArrayList<>();
        for (var read : axes) {
            if (!read.axis().time()) cuts.add(Optional.empty());
            else if (read.custom() == null)
                cuts.add(Optional.of(new Cut(moment(), read.axis().cut(), zone, true)));
            else {
                cuts.add(Optional.of(new Cut(
                        BoundExpression.of(
                                ColumnAt.period(periodics.size(), read.custom().column()),
                                read.custom().type()),
                        null,
                        zone,
                        false)));
                periodics.add(new Periodic(moment(), zone, read.custom()));
            }
        }
        List<Condition> held = new ArrayList<>();
        for (int i = 0; i < query.filters().size(); i++)
            if (query.filters().get(i).field().equals(MetricQuery.TIME)) conditions.addMoment(held, i, moment(), zone);
        for (var text : query.where())
            new WhereScope(conditions.names(), new MomentOnly(periodics))
                    .read(text, new ArrayList<>())
                    .ifPresent(condition -> held.add(new Condition.Held(condition)));
        return new Gaps(sight, edges(period, zone, sight.clock()), held, periodics, cuts);
    }

    /// Stands for the moment at which a row stands.
    static BoundExpression moment() {
        return BoundExpression.of(ColumnAt.MOMENT, Simple.TIMESTAMP);
    }

    /// Conditions that name anything but time are no conditions on moments.
    private final class MomentOnly implements WhereScope.Seen {
        private final List<Periodic> periodics;

        MomentOnly(List<Periodic> periodics) {
            this.periodics = periodics;
        }

        @Override
        public BoundExpression time() {
            return moment();
        }

        @Override
        public @Nullable BoundExpression at(String written, Address address) {
            return null;
        }

        @Override
        public @Nullable BoundExpression period(String written, BoundExpression of, String word) {
            var custom = calendars.find(word);
            if (custom == null) return null;
            periodics.add(new Periodic(of, zone, custom));
            return BoundExpression.of(ColumnAt.period(periodics.size() - 1, custom.column()), custom.type());
        }
    }

    private static List<Edge> edges(Stretch period, ZoneId zone, Grain clock) {
        List<Edge> edges = new ArrayList<>();
        if (period.from() != null) edges.add(new Edge(End.FROM, Simple.TIMESTAMP, zone, null, clock));
        if (period.to() != null) edges.add(new Edge(End.TO, Simple.TIMESTAMP, zone, null, clock));
        return edges;
    }
}
