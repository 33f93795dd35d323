package io.datachat.apex.check.join.known;

/// What a value of a query is, as far as joins are concerned. What is calculated is none.
public sealed interface Term {
    /// A column of a table, as it is.
    record Cell(Instance instance, String column) implements Term {}

    /// A literal or a parameter.
    record Fixed(String value) implements Term {}
}
