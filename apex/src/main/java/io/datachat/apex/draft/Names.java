package io.datachat.apex.draft;

import io.datachat.apex.catalog.Table;
import java.util.Collection;
import java.util.stream.Collectors;

/// Names of a catalog as SQL.
final class Names {
    private Names() {}

    static String of(Table.Name table) {
        return quoted(table.schema()) + "." + quoted(table.table());
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String list(Collection<String> names) {
        return names.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }

    static String list(String alias, Collection<String> names) {
        return names.stream().map(name -> alias + "." + quoted(name)).collect(Collectors.joining(", "));
    }

    /// `a.k = b.k AND …`
    static String same(String one, String other, Collection<String> key) {
        return key.stream()
                .map(name -> one + "." + quoted(name) + " = " + other + "." + quoted(name))
                .collect(Collectors.joining(" AND "));
    }
}
