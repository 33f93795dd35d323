package io.datachat.apex.read.normal;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// `SELECT DISTINCT ON (keys) …` is the first row per key: `QUALIFY ROW_NUMBER() OVER (PARTITION BY keys ORDER BY …) =
/// 1`.
final class DistinctOn {
    static final String MARK = "DISTINCT_ON";

    private DistinctOn() {}

    private static @Nullable SqlCall mark(SqlSelect select) {
        var items = select.getSelectList();
        return !items.isEmpty()
                        && items.get(0) instanceof SqlCall call
                        && call.getOperator().getName().equalsIgnoreCase(MARK)
                ? call
                : null;
    }

    static boolean marked(SqlSelect select) {
        return mark(select) != null;
    }

    /// @param order of the query around it; without one, which row is first is left to the database, as in
    /// PostgreSQL
    static SqlSelect rewritten(SqlSelect select, SqlNodeList order) {
        var mark = mark(select);
        if (mark == null) return select;
        var place = mark.getParserPosition();
        var items = select.getSelectList();
        List<SqlNode> rest = List.copyOf(items.getList().subList(1, items.size()));
        var window = SqlWindow.create(
                null,
                null,
                new SqlNodeList(mark.getOperandList(), place),
                order,
                SqlLiteral.createBoolean(false, place),
                null,
                null,
                null,
                SqlWindow.createExcludeNoOthers(place),
                place);
        var number =
                SqlStdOperatorTable.OVER.createCall(place, SqlStdOperatorTable.ROW_NUMBER.createCall(place), window);
        select.setSelectList(new SqlNodeList(rest, items.getParserPosition()));
        select.setQualify(
                SqlStdOperatorTable.EQUALS.createCall(place, number, SqlLiteral.createExactNumeric("1", place)));
        return select;
    }
}
