package io.datachat.apex.resolve.template;

import io.datachat.apex.datapoint.DataPoint.Metric.Format;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.resolve.model.Formula;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question for one metric whose template could not be opened: the template runs as its own block.
///
/// @param dimensions columns of the template that were asked for, by name
/// @param order      columns to sort by, by name
public record ResolvedTemplate(
        Formula.Block block,
        SqlText text,
        ParameterValues values,
        List<String> dimensions,
        List<Order> order,
        boolean limited,
        @Nullable String unit,
        @Nullable Format format) {
    public ResolvedTemplate {
        dimensions = List.copyOf(dimensions);
        order = List.copyOf(order);
    }

    public record Order(String column, boolean descending) {}
}
