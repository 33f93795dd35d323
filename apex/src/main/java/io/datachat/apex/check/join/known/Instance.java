package io.datachat.apex.check.join.known;

import io.datachat.apex.catalog.Table;

/// One place in a query where a table is read.
public record Instance(int number, Table.Name table) {}
