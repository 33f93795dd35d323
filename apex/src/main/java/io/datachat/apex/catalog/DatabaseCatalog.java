package io.datachat.apex.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one database holds, read at one moment. Immutable: a refresh makes a new one.
///
/// @param database      the name in datachat.yaml
/// @param defaultSchema the schema that an unqualified table name means
/// @param fingerprint   changes when tables, columns, types or keys change; statistics and comments do not count
public record DatabaseCatalog(
        String database,
        Backend backend,
        String defaultSchema,
        List<Table> tables,
        String fingerprint,
        Instant readAt) {
    public DatabaseCatalog {
        tables = List.copyOf(tables);
    }

    /// The same database, holding these tables.
    public DatabaseCatalog of(List<Table> others) {
        return new DatabaseCatalog(database, backend, defaultSchema, others, fingerprint, readAt);
    }

    /// A table as it is written without need of its schema.
    public String shortest(Table.Name name) {
        return name.schema().equalsIgnoreCase(defaultSchema) ? name.table() : name.toString();
    }

    /// Finds a table by `schema.table` or, in the default schema, by `table`; ignores case.
    public Optional<Table> table(String name) {
        var dot = name.lastIndexOf('.');
        var schema = dot < 0 ? defaultSchema : name.substring(0, dot);
        var simple = name.substring(dot + 1);
        return tables.stream()
                .filter(table -> table.name().schema().equalsIgnoreCase(schema)
                        && table.name().table().equalsIgnoreCase(simple))
                .findFirst();
    }
}
