package io.datachat.apex.resolve.model;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.datapoint.Execution;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;

/// How a metric's value comes from measures of the same group.
public sealed interface Formula {
    DataType type();

    /// Every measure below, in order of appearance.
    Stream<BoundMeasure> measures();

    /// Every template below that runs as its own block.
    Stream<Block> blocks();

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
