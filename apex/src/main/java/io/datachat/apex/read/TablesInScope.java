package io.datachat.apex.read;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.read.lex.Lexed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// The catalog's tables that a query names anywhere, by alias. Only for suggestions: it does not tell one SELECT from
/// another.
final class TablesInScope {
    private final DatabaseCatalog catalog;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    private TablesInScope(DatabaseCatalog catalog) {
        this.catalog = catalog;
    }

    static TablesInScope of(Lexed lexed, DatabaseCatalog catalog) {
        var scope = new TablesInScope(catalog);
        try {
            Dialect.query(lexed.sql()).accept(scope.new Walk());
        } catch (SqlParseException exception) {
            // The text was parsed before; without it there are no suggestions, and nothing else is lost.
            return scope;
        }
        return scope;
    }

    /// The columns that come near a name, with the alias of their table.
    List<String> nearest(String name, @Nullable String alias) {
        var only = alias == null ? null : tables.get(alias.toLowerCase(Locale.ROOT));
        Map<String, String> qualified = new LinkedHashMap<>();
        tables.forEach((as, table) -> {
            if (only != null && !table.equals(only)) return;
            for (var column : table.columns()) qualified.putIfAbsent(column.name(), as + "." + column.name());
        });
        return Nearest.of(name, qualified.keySet(), 3).stream()
                .map(qualified::get)
                .toList();
    }

    /// `alias.column` of every table that has the column.
    List<String> owners(String name) {
        List<String> owners = new ArrayList<>();
        tables.forEach(
                (alias, table) -> table.column(name).ifPresent(column -> owners.add(alias + "." + column.name())));
        return owners;
    }

    private final class Walk extends SqlBasicVisitor<Void> {
        @Override
        public Void visit(SqlCall call) {
            if (call instanceof SqlSelect select && select.getFrom() != null) from(select.getFrom());
            return super.visit(call);
        }

        private void from(SqlNode from) {
            if (from instanceof SqlJoin join) {
                from(join.getLeft());
                from(join.getRight());
            } else if (from.getKind() == SqlKind.AS)
                add(((SqlCall) from).operand(0), ((SqlCall) from).operand(1).toString());
            else if (from instanceof SqlIdentifier name) add(name, name.names.getLast());
        }

        private void add(SqlNode from, String alias) {
            if (from instanceof SqlIdentifier name)
                catalog.table(name.toString()).ifPresent(table -> tables.put(alias.toLowerCase(Locale.ROOT), table));
        }
    }
}
