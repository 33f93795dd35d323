package io.datachat.apex.resolve.slice;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.read.Expressions;
import io.datachat.apex.read.Scope;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundExpression.ColumnAt;
import io.datachat.apex.resolve.model.DimensionNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/// Reads a SQL condition over dimensions, as the rows of one fact see them.
final class WhereScope implements Scope {
    private final DimensionNames names;
    private final Seen seen;
    private final Map<List<String>, BoundExpression> found = new LinkedHashMap<>();

    /// What a name is for the rows of a fact; null when a problem was noted.
    interface Seen {
        @Nullable
        BoundExpression time();

        @Nullable
        BoundExpression at(String written, DimensionNames.Address address);

        /// @param word perhaps the name of a period
        @Nullable
        BoundExpression period(String written, BoundExpression of, String word);
    }

    WhereScope(DimensionNames names, Seen seen) {
        this.names = names;
        this.seen = seen;
    }

    Optional<BoundExpression> read(String text, List<Problem> problems) {
        var before = problems.size();
        try {
            var read = Expressions.readCondition(SqlText.of("where", text), this);
            List<ColumnAt> columns = new ArrayList<>();
            List<RexNode> values = new ArrayList<>();
            for (var reference : read.references()) {
                var target = found.get(reference.segments());
                if (target == null) throw new IllegalStateException("not found: " + reference.path());
                values.add(placed(target, columns));
            }
            return Optional.of(new BoundExpression(substituted(read.rex(), values), columns, Simple.BOOLEAN));
        } catch (Rejection rejection) {
            if (problems.size() == before)
                rejection.problems().stream()
                        .filter(problem -> !problems.contains(problem))
                        .forEach(problems::add);
            return Optional.empty();
        }
    }

    @Override
    public Optional<Field> find(List<String> segments) {
        var known = found.get(segments);
        var target = known == null ? target(segments) : known;
        if (target == null) return Optional.empty();
        found.put(segments, target);
        return Optional.of(new Field(target.type(), true));
    }

    @Override
    public Collection<String> names() {
        return names.everyName();
    }

    private @Nullable BoundExpression target(List<String> segments) {
        var written = String.join(".", segments);
        if (written.equals(MetricQuery.TIME)) return seen.time();
        if (segments.size() > 1) {
            var prefix = segments.subList(0, segments.size() - 1);
            var of = prefix.equals(List.of(MetricQuery.TIME)) ? seen.time() : temporal(String.join(".", prefix));
            var period = of == null ? null : seen.period(written, of, segments.getLast());
            if (period != null) return period;
        }
        return switch (names.read(written)) {
            case DimensionNames.Reading.At(DimensionNames.Address address) -> seen.at(written, address);
            case DimensionNames.Reading.Not(Problem problem) ->
                throw new Rejection(
                        segments.size() > 1 || problem.hint() != null
                                ? problem
                                : problem.hint("texts are written in quotes: '" + written + "'"));
        };
    }

    /// The dimension of this name if it is one of time.
    private @Nullable BoundExpression temporal(String written) {
        return names.read(written) instanceof DimensionNames.Reading.At(DimensionNames.Address address)
                        && temporal(address.type())
                ? seen.at(written, address)
                : null;
    }

    private static boolean temporal(DataType type) {
        return type.temporal();
    }

    private static RexNode placed(BoundExpression target, List<ColumnAt> columns) {
        var offset = columns.size();
        columns.addAll(target.columns());
        return target.rex().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return new RexInputRef(reference.getIndex() + offset, reference.getType());
            }
        });
    }

    private static RexNode substituted(RexNode rex, List<RexNode> values) {
        return rex.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return values.get(reference.getIndex());
            }
        });
    }
}
