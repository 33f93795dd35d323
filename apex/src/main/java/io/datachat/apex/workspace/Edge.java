package io.datachat.apex.workspace;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.Domain.Cardinality;
import java.util.List;
import java.util.stream.Collectors;

/// Two tables that may be joined, and on which columns: all of them.
///
/// @param on  columns of `from` and of `to`
/// @param why where it comes from, in words
public record Edge(Table.Name from, Table.Name to, List<Pair> on, Cardinality cardinality, String why) {
    public Edge {
        on = List.copyOf(on);
    }

    /// A column of `from` and the column of `to` that it equals.
    public record Pair(String column, String target) {}

    public boolean between(Table.Name one, Table.Name other) {
        return (from.equals(one) && to.equals(other)) || (from.equals(other) && to.equals(one));
    }

    /// The other of its tables; itself for a table that is joined with itself.
    public Table.Name across(Table.Name one) {
        return from.equals(one) ? to : from;
    }

    /// Read from the other side.
    public Edge reversed() {
        var turned = switch (cardinality) {
            case MANY_TO_ONE -> Cardinality.ONE_TO_MANY;
            case ONE_TO_MANY -> Cardinality.MANY_TO_ONE;
            case ONE_TO_ONE -> Cardinality.ONE_TO_ONE;
            case MANY_TO_MANY -> Cardinality.MANY_TO_MANY;
        };
        return new Edge(
                to,
                from,
                on.stream().map(pair -> new Pair(pair.target, pair.column)).toList(),
                turned,
                why);
    }

    /// The condition, with what the two tables are called.
    public String condition(String fromAlias, String toAlias) {
        return on.stream()
                .map(pair -> fromAlias + "." + pair.column + " = " + toAlias + "." + pair.target)
                .collect(Collectors.joining(" AND "));
    }
}
