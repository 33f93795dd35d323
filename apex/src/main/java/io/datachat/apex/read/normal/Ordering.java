package io.datachat.apex.read.normal;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/// ORDER BY as PostgreSQL reads it: a bare name is an output column if there is one, everything else sees input columns
/// only.
///
/// Stock Calcite replaces aliases inside expressions too: `sum(amount) AS amount … ORDER BY sum(amount)` became
/// `SUM(SUM(amount))`. So aliases are off in the validator and bare ones become ordinals here.
final class Ordering {
    private Ordering() {}

    static SqlNode normal(SqlOrderBy order) {
        if (!(body(order.query) instanceof SqlSelect select)) return order;
        var marked = DistinctOn.marked(select);
        var items = select.getSelectList();
        if (marked) DistinctOn.rewritten(select, inputs(order.orderList, items));
        List<SqlNode> keys = new ArrayList<>();
        for (var key : order.orderList) keys.add(ordinal(key, select.getSelectList()));
        return new SqlOrderBy(
                order.getParserPosition(),
                order.query,
                new SqlNodeList(keys, order.orderList.getParserPosition()),
                order.offset,
                order.fetch);
    }

    static SqlNode body(SqlNode query) {
        return query instanceof SqlWith with ? with.body : query;
    }

    private static boolean directed(SqlNode key) {
        return key.getKind() == SqlKind.DESCENDING
                || key.getKind() == SqlKind.NULLS_FIRST
                || key.getKind() == SqlKind.NULLS_LAST;
    }

    private static SqlNode ordinal(SqlNode key, SqlNodeList items) {
        if (directed(key)) {
            var call = (SqlCall) key;
            return call.getOperator().createCall(key.getParserPosition(), ordinal(call.operand(0), items));
        }
        if (!(key instanceof SqlIdentifier name) || !name.isSimple()) return key;
        for (var index = 0; index < items.size(); index++) {
            var item = items.get(index);
            if (item instanceof SqlIdentifier column && column.isStar()) return key;
            if (item.getKind() == SqlKind.AS && alias(item).equalsIgnoreCase(name.getSimple()))
                return SqlLiteral.createExactNumeric(Integer.toString(index + 1), key.getParserPosition());
        }
        return key;
    }

    /// The keys of DISTINCT ON's window, where neither aliases nor ordinals can be seen.
    private static SqlNodeList inputs(SqlNodeList order, SqlNodeList items) {
        List<SqlNode> keys = new ArrayList<>();
        for (var key : order) keys.add(input(key, items));
        return new SqlNodeList(keys, order.getParserPosition());
    }

    private static SqlNode input(SqlNode key, SqlNodeList items) {
        if (directed(key)) {
            var call = (SqlCall) key;
            return call.getOperator().createCall(key.getParserPosition(), input(call.operand(0), items));
        }
        if (key instanceof SqlLiteral literal
                && literal.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.DECIMAL) {
            var index = literal.intValue(true);
            // The mark is still the first item, so the n-th column is the n-th item after it.
            return index >= 1 && index < items.size() ? bare(items.get(index)) : key;
        }
        if (key instanceof SqlIdentifier name && name.isSimple())
            for (var item : items)
                if (item.getKind() == SqlKind.AS && alias(item).equalsIgnoreCase(name.getSimple())) return bare(item);
        return key;
    }

    private static SqlNode bare(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }

    private static String alias(SqlNode item) {
        return ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple();
    }
}
