package io.datachat.apex.read.write;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.write.Assignment.Kind;
import io.datachat.apex.read.write.Assignment.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Makes of `INSERT INTO t (a) …` the query behind it, and of `UPDATE t SET a = … WHERE …` the query of the keys and
/// new values: what is written is then read, governed and proven like any other query.
public final class Assigning {
    private final DatabaseCatalog catalog;
    private final Refusals refuse;

    private Assigning(DatabaseCatalog catalog, Refusals refuse) {
        this.catalog = catalog;
        this.refuse = refuse;
    }

    /// @throws io.datachat.apex.problem.Rejection with the place of what cannot be written
    public static Assignment of(SqlNode statement, DatabaseCatalog catalog, Refusals refuse) {
        var assigning = new Assigning(catalog, refuse);
        return switch (statement) {
            case SqlInsert insert when !insert.isUpsert() -> assigning.insert(insert);
            case SqlUpdate update -> assigning.update(update);
            default ->
                throw refuse.at(statement, ReadCode.NOT_A_WRITE, "only INSERT, and UPDATE with WHERE, can be run");
        };
    }

    private Assignment insert(SqlInsert insert) {
        var table = table(insert.getTargetTable());
        var named = insert.getTargetColumnList();
        if (named == null)
            throw refuse.at(
                    insert.getTargetTable(),
                    Problem.of(ReadCode.COLUMNS_UNNAMED, "the columns of " + table.name() + " are not named")
                            .hint("write INSERT INTO " + table.name().table() + " ("
                                    + String.join(", ", names(table).limit(3).toList()) + ", …)"));
        var columns = columns(named, table);
        var source = insert.getSource();
        return switch (source.getKind()) {
            case VALUES -> {
                var rows = ((SqlCall) source)
                        .getOperandList().stream().map(row -> row(row, columns)).toList();
                var query = SqlStdOperatorTable.VALUES.createCall(source.getParserPosition(), rows);
                var first = (SqlCall) rows.getFirst();
                yield new Assignment(Kind.INSERT, table, key(table), columns, query, first.getOperandList());
            }
            case SELECT -> {
                var select = (SqlSelect) source;
                var list = select.getSelectList();
                var star = list.stream().anyMatch(item -> item instanceof SqlIdentifier name && name.isStar());
                if (star)
                    throw refuse.at(
                            list, ReadCode.UNSUPPORTED, "* does not say which value goes into which column; name them");
                width(list, list.size(), columns);
                select.setSelectList(valued(list, columns));
                yield new Assignment(Kind.INSERT, table, key(table), columns, select, nodes(list));
            }
            default ->
                new Assignment(
                        Kind.INSERT,
                        table,
                        key(table),
                        columns,
                        source,
                        columns.stream().map(_ -> source).toList());
        };
    }

    private SqlNode row(SqlNode row, List<Table.Column> columns) {
        var values =
                row instanceof SqlCall call && call.getKind() == SqlKind.ROW ? call.getOperandList() : List.of(row);
        width(row, values.size(), columns);
        return SqlStdOperatorTable.ROW.createCall(
                row.getParserPosition(), nodes(valued(new SqlNodeList(values, row.getParserPosition()), columns)));
    }

    private void width(SqlNode place, int width, List<Table.Column> columns) {
        if (width != columns.size())
            throw refuse.at(
                    place,
                    ReadCode.INVALID,
                    width + (width == 1 ? " value" : " values") + " for " + columns.size()
                            + (columns.size() == 1 ? " column" : " columns"));
    }

    private SqlNodeList valued(SqlNodeList values, List<Table.Column> columns) {
        var typed = new ArrayList<SqlNode>();
        for (var i = 0; i < values.size(); i++) typed.add(Constants.typed(values.get(i), columns.get(i), refuse));
        return new SqlNodeList(typed, values.getParserPosition());
    }

    private Assignment update(SqlUpdate update) {
        var table = table(update.getTargetTable());
        var columns = columns(update.getTargetColumnList(), table);
        var condition = update.getCondition();
        if (condition == null)
            throw refuse.at(
                    update,
                    Problem.of(ReadCode.ALL_ROWS, "this UPDATE has no WHERE and would change every row")
                            .hint("say which rows are meant"));
        var key = key(table);
        if (key.isEmpty())
            throw refuse.at(
                    update.getTargetTable(),
                    Problem.of(
                                    ReadCode.NO_KEY,
                                    "table " + table.name() + " has no primary key, so its rows cannot be told apart")
                            .hint("give it one"));
        var alias = update.getAlias();
        var target = (SqlIdentifier) update.getTargetTable();
        var name = alias == null ? target.names.getLast() : alias.getSimple();
        List<SqlNode> items = new ArrayList<>();
        for (var column : key) items.add(new SqlIdentifier(List.of(name, column), target.getParserPosition()));
        var values = Objects.requireNonNull(update.getSourceExpressionList());
        items.addAll(nodes(valued(values, columns)));
        var from =
                alias == null ? target : SqlStdOperatorTable.AS.createCall(target.getParserPosition(), target, alias);
        var query = select(update.getParserPosition(), items, from, condition);
        return new Assignment(Kind.UPDATE, table, key, columns, query, nodes(values));
    }

    private static List<SqlNode> nodes(SqlNodeList list) {
        List<SqlNode> nodes = new ArrayList<>();
        for (var node : list) nodes.add(Objects.requireNonNull(node));
        return nodes;
    }

    private static SqlSelect select(SqlParserPos at, List<SqlNode> items, SqlNode from, @Nullable SqlNode where) {
        return new SqlSelect(
                at, null, new SqlNodeList(items, at), from, where, null, null, null, null, null, null, null, null);
    }

    private Table table(SqlNode target) {
        if (!(target instanceof SqlIdentifier name) || name.names.size() > 2)
            throw refuse.at(target, ReadCode.NOT_A_WRITE, "only a table of this database can be written");
        var asked = String.join(".", name.names);
        var found = catalog.table(asked);
        if (found.isEmpty()) {
            var known = catalog.tables().stream()
                    .map(table -> name.names.size() == 2
                            ? table.name().toString()
                            : table.name().table())
                    .toList();
            throw refuse.at(
                    target,
                    Problem.of(ReadCode.UNKNOWN_TABLE, "there is no table '" + asked + "'")
                            .choices(Nearest.of(asked, known, 3)));
        }
        if (found.get().kind() != Table.Kind.TABLE)
            throw refuse.at(
                    target,
                    Problem.of(
                                    ReadCode.NOT_A_WRITE,
                                    found.get().name() + " is a "
                                            + found.get()
                                                    .kind()
                                                    .name()
                                                    .toLowerCase(java.util.Locale.ROOT)
                                                    .replace('_', ' ')
                                            + ", and only tables can be written")
                            .hint("write the table behind it"));
        return found.get();
    }

    private List<Table.Column> columns(SqlNodeList named, Table table) {
        List<Table.Column> columns = new ArrayList<>();
        for (var each : named) {
            var name = (SqlIdentifier) each;
            var found = name.isSimple() ? table.column(name.getSimple()) : java.util.Optional.<Table.Column>empty();
            if (found.isEmpty())
                throw refuse.at(
                        each,
                        Problem.of(ReadCode.UNKNOWN_COLUMN, "table " + table.name() + " has no column '" + name + "'")
                                .choices(Nearest.of(
                                        name.names.getLast(), names(table).toList(), 3)));
            if (columns.contains(found.get()))
                throw refuse.at(each, ReadCode.INVALID, "column '" + found.get().name() + "' is written twice");
            columns.add(found.get());
        }
        return columns;
    }

    private static Stream<String> names(Table table) {
        return table.columns().stream().map(Table.Column::name);
    }

    private static List<String> key(Table table) {
        if (!table.primaryKey().isEmpty()) return table.primaryKey();
        return table.uniqueKeys().isEmpty() ? List.of() : table.uniqueKeys().getFirst();
    }
}
