package io.datachat.apex.read.normal;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
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
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Whoever groups by a primary key may name the other columns of its table, as in PostgreSQL: they are grouped too,
/// which makes no other groups.
public final class Dependent extends SqlShuttle {
    private final DatabaseCatalog catalog;
    private SqlNodeList order = SqlNodeList.EMPTY;

    private Dependent(DatabaseCatalog catalog) {
        this.catalog = catalog;
    }

    public static SqlNode grouped(SqlNode query, DatabaseCatalog catalog) {
        var grouped = query.accept(new Dependent(catalog));
        return grouped == null ? query : grouped;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlOrderBy ordered && Ordering.body(ordered.query) instanceof SqlSelect)
            order = ordered.orderList;
        if (call instanceof SqlSelect select) {
            var mine = order;
            order = SqlNodeList.EMPTY;
            if (select.getGroup() != null && !select.getGroup().isEmpty()) complete(select, select.getGroup(), mine);
        }
        return super.visit(call);
    }

    private void complete(SqlSelect select, SqlNodeList group, SqlNodeList ordered) {
        if (group.stream().anyMatch(key -> key instanceof SqlCall call && sets(call))) return;
        Map<String, Table> tables = new LinkedHashMap<>();
        tables(select.getFrom(), null, tables);
        tables.forEach((alias, table) -> {
            var source = new Source(alias, table, tables);
            if (!keyed(source, group)) return;
            var named = new Named(source);
            // The star of count(*) names no columns.
            for (var item : select.getSelectList())
                if (item instanceof SqlIdentifier star && star.isStar() && source.has(star)) named.found.add(star);
            select.getSelectList().accept(named);
            if (select.getHaving() != null) select.getHaving().accept(named);
            ordered.accept(named);
            for (var name : named.found) add(name, source, group);
        });
    }

    /// One of the tables of a query.
    private record Source(String alias, Table table, Map<String, Table> all) {
        /// A bare name belongs to the table when no other table has it; whether a sub-query has it is not known
        /// here, and then the name is ambiguous anyway.
        boolean has(SqlIdentifier name) {
            var last = name.names.getLast();
            if (!name.isStar() && table.column(last).isEmpty()) return false;
            if (name.names.size() > 1)
                return name.names.get(name.names.size() - 2).equalsIgnoreCase(alias);
            return name.isStar()
                    || all.entrySet().stream()
                            .noneMatch(other -> !other.getKey().equals(alias)
                                    && other.getValue().column(last).isPresent());
        }
    }

    /// The columns of one table that a part of a query names.
    private static final class Named extends SqlBasicVisitor<Void> {
        private final Source source;
        private final List<SqlIdentifier> found = new ArrayList<>();

        Named(Source source) {
            this.source = source;
        }

        @Override
        public Void visit(SqlIdentifier name) {
            if (!name.isStar() && source.has(name)) found.add(name);
            return super.visit(name);
        }
    }

    private static boolean sets(SqlCall call) {
        return switch (call.getKind()) {
            case ROLLUP, CUBE, GROUPING_SETS -> true;
            default -> false;
        };
    }

    private void tables(@Nullable SqlNode from, @Nullable String alias, Map<String, Table> found) {
        switch (from) {
            case SqlJoin join -> {
                tables(join.getLeft(), null, found);
                tables(join.getRight(), null, found);
            }
            case SqlIdentifier name ->
                catalog.table(String.join(".", name.names))
                        .ifPresent(table -> found.put(
                                (alias == null ? name.names.getLast() : alias).toLowerCase(Locale.ROOT), table));
            case SqlCall call
            when call.getKind() == SqlKind.AS && call.operandCount() == 2 ->
                tables(call.operand(0), ((SqlIdentifier) call.operand(1)).getSimple(), found);
            case null, default -> {}
        }
    }

    private static boolean keyed(Source source, SqlNodeList group) {
        var key = source.table.primaryKey();
        return !key.isEmpty()
                && key.stream()
                        .allMatch(column -> group.stream()
                                .anyMatch(each -> each instanceof SqlIdentifier name
                                        && name.names.getLast().equalsIgnoreCase(column)
                                        && source.has(name)));
    }

    private static boolean grouped(SqlIdentifier name, SqlNodeList group) {
        return group.stream()
                .anyMatch(key -> key instanceof SqlIdentifier other
                        && String.join(".", other.names).equalsIgnoreCase(String.join(".", name.names)));
    }

    private static void add(SqlIdentifier name, Source source, SqlNodeList group) {
        if (!name.isStar()) {
            if (!grouped(name, group)) group.add(new SqlIdentifier(name.names, name.getParserPosition()));
            return;
        }
        for (var column : source.table.columns()) {
            var each = new SqlIdentifier(List.of(source.alias, column.name()), name.getParserPosition());
            if (!grouped(each, group)) group.add(each);
        }
    }
}
