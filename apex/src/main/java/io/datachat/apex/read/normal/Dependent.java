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
            if (!keyed(alias, table, group, tables)) return;
            List<SqlIdentifier> named = new ArrayList<>();
            var visitor = new SqlBasicVisitor<Void>() {
                @Override
                public Void visit(SqlIdentifier name) {
                    if (!name.isStar() && of(name, alias, table, tables) && !grouped(name, group)) named.add(name);
                    return super.visit(name);
                }
            };
            // The star of count(*) names no columns.
            for (var item : select.getSelectList())
                if (item instanceof SqlIdentifier star && star.isStar() && of(star, alias, table, tables)) named.add(star);
            select.getSelectList().accept(visitor);
            if (select.getHaving() != null) select.getHaving().accept(visitor);
            ordered.accept(visitor);
            for (var name : named) add(name, alias, table, group);
        });
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
            case SqlCall call when call.getKind() == SqlKind.AS && call.operandCount() == 2 ->
                tables(call.operand(0), ((SqlIdentifier) call.operand(1)).getSimple(), found);
            case null, default -> {}
        }
    }

    private static boolean keyed(String alias, Table table, SqlNodeList group, Map<String, Table> tables) {
        return !table.primaryKey().isEmpty()
                && table.primaryKey().stream()
                        .allMatch(key -> group.stream()
                                .anyMatch(each -> each instanceof SqlIdentifier name
                                        && name.names.getLast().equalsIgnoreCase(key)
                                        && of(name, alias, table, tables)));
    }

    /// A bare name belongs to the table when no other table has it; whether a sub-query has it is not known here, and
    /// then the name is ambiguous anyway.
    private static boolean of(SqlIdentifier name, String alias, Table table, Map<String, Table> tables) {
        var last = name.names.getLast();
        if (!name.isStar() && table.column(last).isEmpty()) return false;
        if (name.names.size() > 1)
            return name.names.get(name.names.size() - 2).equalsIgnoreCase(alias);
        return name.isStar()
                || tables.entrySet().stream()
                        .noneMatch(other -> !other.getKey().equals(alias)
                                && other.getValue().column(last).isPresent());
    }

    private static boolean grouped(SqlIdentifier name, SqlNodeList group) {
        return !name.isStar()
                && group.stream()
                        .anyMatch(key -> key instanceof SqlIdentifier other
                                && String.join(".", other.names).equalsIgnoreCase(String.join(".", name.names)));
    }

    private static void add(SqlIdentifier name, String alias, Table table, SqlNodeList group) {
        if (!name.isStar()) {
            group.add(new SqlIdentifier(name.names, name.getParserPosition()));
            return;
        }
        for (var column : table.columns()) {
            var each = new SqlIdentifier(List.of(alias, column.name()), name.getParserPosition());
            if (!grouped(each, group)) group.add(each);
        }
    }
}
