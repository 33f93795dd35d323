package io.datachat.apex.read;

import io.datachat.apex.catalog.DataType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;

/// A query as algebra.
///
/// @param plan    over the tables of the catalog; nothing of the text is in it but names and literals
/// @param columns the names of the result's columns, as the author spelled them
/// @param binds   what each dynamic parameter of the plan stands for, by its index
public record ReadQuery(RelNode plan, List<String> columns, List<Bind> binds) {
    public ReadQuery {
        columns = List.copyOf(columns);
        binds = List.copyOf(binds);
    }

    /// The names of the parameters that its text uses.
    public Set<String> parameters() {
        return binds.stream().map(Bind::parameter).collect(Collectors.toSet());
    }

    /// A parameter's value, or one element of its list; the same parameter may be bound several times.
    ///
    /// @param item which element of the list, or -1
    /// @param type the type it is bound with
    public record Bind(String parameter, int item, DataType type) {}
}
