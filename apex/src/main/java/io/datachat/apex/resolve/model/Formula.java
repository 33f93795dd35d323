package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.datapoint.Execution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// How a metric's value comes from measures of the same group.
public sealed interface Formula {
    DataType type();

    /// Every measure below, in order of appearance.
    Stream<BoundMeasure> measures();

    /// Every template below that runs as its own block.
    Stream<Block> blocks();

    /// Whether something below is shown in buckets without rows too.
    default boolean gaps() {
        return switch (this) {
            case Measured _, Block _ -> false;
            case Ratio(Formula numerator, Formula denominator) -> numerator.gaps() || denominator.gaps();
            case Arithmetic(var _, var operands, var _) -> operands.stream().anyMatch(Formula::gaps);
            case Filled(Formula of, var _, boolean gaps) -> gaps || of.gaps();
        };
    }

    /// Its value where there are no rows at all (docs/values.md, section 1); empty for none.
    ///
    /// @throws IllegalArgumentException when that would have to be computed from counts
    default Optional<BigDecimal> nothing() {
        return switch (this) {
            case Measured(BoundMeasure measure) -> measure.counts() ? Optional.of(BigDecimal.ZERO) : Optional.empty();
            case Filled(Formula of, BigDecimal value, boolean _) -> of.nothing().or(() -> Optional.ofNullable(value));
            case Ratio _, Block _ -> Optional.empty();
            case Arithmetic(var _, var operands, var _) -> {
                if (operands.stream().anyMatch(operand -> operand.nothing().isPresent()))
                    throw new IllegalArgumentException("arithmetic over counts");
                yield Optional.empty();
            }
        };
    }

    /// The same formula over other measures.
    ///
    /// @param change null when a measure cannot be changed so, which makes the whole null
    default @Nullable Formula map(Function<BoundMeasure, @Nullable BoundMeasure> change) {
        return switch (this) {
            case Measured(BoundMeasure measure) -> {
                var changed = change.apply(measure);
                yield changed == null ? null : new Measured(changed);
            }
            case Ratio(Formula numerator, Formula denominator) -> {
                var above = numerator.map(change);
                var below = denominator.map(change);
                yield above == null || below == null ? null : new Ratio(above, below);
            }
            case Arithmetic(var rex, var operands, var type) -> {
                List<Formula> changed = new ArrayList<>();
                for (var operand : operands) {
                    var one = operand.map(change);
                    if (one != null) changed.add(one);
                }
                yield changed.size() == operands.size() ? new Arithmetic(rex, changed, type) : null;
            }
            case Filled(Formula of, var value, boolean gaps) -> {
                var changed = of.map(change);
                yield changed == null ? null : new Filled(changed, value, gaps);
            }
            case Block _ -> null;
        };
    }

    record Measured(BoundMeasure measure) implements Formula {
        @Override
        public DataType type() {
            return measure.type();
        }

        @Override
        public Stream<BoundMeasure> measures() {
            return Stream.of(measure);
        }

        @Override
        public Stream<Block> blocks() {
            return Stream.empty();
        }
    }

    record Ratio(Formula numerator, Formula denominator) implements Formula {
        @Override
        public DataType type() {
            return Simple.DOUBLE;
        }

        @Override
        public Stream<BoundMeasure> measures() {
            return Stream.concat(numerator.measures(), denominator.measures());
        }

        @Override
        public Stream<Block> blocks() {
            return Stream.concat(numerator.blocks(), denominator.blocks());
        }
    }

    /// @param rex input reference `i` stands for the value of `operands.get(i)`
    record Arithmetic(RexNode rex, List<Formula> operands, DataType type) implements Formula {
        public Arithmetic {
            operands = List.copyOf(operands);
        }

        @Override
        public Stream<BoundMeasure> measures() {
            return operands.stream().flatMap(Formula::measures);
        }

        @Override
        public Stream<Block> blocks() {
            return operands.stream().flatMap(Formula::blocks);
        }
    }

    /// Another value where there would be none.
    ///
    /// @param value null leaves it empty
    /// @param gaps  whether buckets of time without any row are in the answer as well
    record Filled(Formula of, @Nullable BigDecimal value, boolean gaps) implements Formula {
        @Override
        public DataType type() {
            return of.type();
        }

        @Override
        public Stream<BoundMeasure> measures() {
            return of.measures();
        }

        @Override
        public Stream<Block> blocks() {
            return of.blocks();
        }
    }

    /// A template that could not be opened: it runs as its own block.
    ///
    /// @param reason why it could not be opened
    record Block(String metric, String database, Execution.Template template, String reason) implements Formula {
        @Override
        public DataType type() {
            return Simple.DOUBLE;
        }

        @Override
        public Stream<BoundMeasure> measures() {
            return Stream.empty();
        }

        @Override
        public Stream<Block> blocks() {
            return Stream.of(this);
        }
    }
}
