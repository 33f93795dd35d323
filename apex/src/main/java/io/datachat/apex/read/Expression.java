package io.datachat.apex.read;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.RelationalTypes;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/// A scalar expression over one row of named values.
///
/// @param rex        input reference `i` is `references.get(i)`; types come from the shared factory, so it fits any
/// cluster
/// @param references each name once, in the order of first use
public record Expression(RexNode rex, List<Reference> references) {
    public Expression {
        references = List.copyOf(references);
    }

    /// @param segments as written: `order.customer.region` has three
    public record Reference(List<String> segments, DataType type, boolean nullable) {
        public Reference {
            segments = List.copyOf(segments);
        }

        public String path() {
            return String.join(".", segments);
        }
    }

    public DataType type() {
        return RelationalTypes.from(rex.getType());
    }

    public boolean nullable() {
        return rex.getType().isNullable();
    }
}
