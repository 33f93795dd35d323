package io.datachat.apex.resolve.model;

import io.datachat.apex.read.parameter.Placeholder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexVisitorImpl;

/// The parameters that the measures of a formula wait for.
public final class Placeholders {
    private Placeholders() {}

    /// Each parameter once, in order of appearance.
    public static List<Placeholder> in(Formula formula) {
        Map<String, Placeholder> found = new LinkedHashMap<>();
        var search = new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitDynamicParam(RexDynamicParam parameter) {
                if (parameter instanceof Placeholder placeholder) found.putIfAbsent(placeholder.name(), placeholder);
                return super.visitDynamicParam(parameter);
            }
        };
        formula.measures()
                .flatMap(Placeholders::expressions)
                .map(BoundExpression::rex)
                .forEach(rex -> rex.accept(search));
        return new ArrayList<>(found.values());
    }

    private static Stream<BoundExpression> expressions(BoundMeasure measure) {
        var own = Stream.concat(Stream.ofNullable(measure.argument()), measure.filters().stream());
        var conversion = measure.conversion();
        return conversion == null ? own : Stream.concat(own, expressions(conversion.to()));
    }
}
