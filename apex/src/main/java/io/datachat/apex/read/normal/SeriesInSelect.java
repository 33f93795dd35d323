package io.datachat.apex.read.normal;

import io.datachat.apex.read.operator.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// `SELECT generate_series(a, b, step)` makes a row of each value: the series stands in FROM, where it belongs.
///
/// Ends that are aggregates of rows (`min(day)`) become queries of their own. A series for each row of a table stays
/// where it is, and is refused.
public final class SeriesInSelect {
    private static final String NAME = "generate_series";
    /// The parser takes these functions, which are written without brackets, for names.
    private static final Set<String> CLOCK = Set.of("CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP");

    private final SqlSelect select;
    private final SqlCall series;

    private SeriesInSelect(SqlSelect select, SqlCall series) {
        this.select = select;
        this.series = series;
    }

    static SqlSelect rewritten(SqlSelect select) {
        var series = found(select);
        if (series.size() != 1 || select.getGroup() != null || select.getHaving() != null) return select;
        return new SeriesInSelect(select, series.getFirst()).moved();
    }

    /// Whether a series stands among the columns that could not be moved.
    public static boolean left(SqlSelect select) {
        return !found(select).isEmpty();
    }

    private static List<SqlCall> found(SqlSelect select) {
        List<SqlCall> found = new ArrayList<>();
        select.getSelectList().accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.isA(SqlKind.QUERY)) return null;
                if (call.getOperator().getName().equalsIgnoreCase(NAME)) found.add(call);
                return super.visit(call);
            }
        });
        return found;
    }

    private SqlSelect moved() {
        List<SqlNode> ends = new ArrayList<>();
        var one = select.getFrom() == null;
        for (var end : series.getOperandList()) {
            var kind = kind(end);
            if (kind == Kind.ROW || (kind == Kind.AGGREGATE && select.getFrom() == null)) return select;
            one |= kind == Kind.AGGREGATE;
            ends.add(kind == Kind.AGGREGATE ? asked(end) : end);
        }
        if (!one) return select;
        var place = series.getParserPosition();
        var items = items(place);
        for (var item : items) if (kind(item, true) != Kind.CONSTANT) return select;
        select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
        select.setWhere(null);
        select.setFrom(SqlStdOperatorTable.AS.createCall(
                place,
                SqlStdOperatorTable.COLLECTION_TABLE.createCall(
                        place, Operators.GENERATE_SERIES.createCall(place, ends)),
                new SqlIdentifier(NAME, place),
                new SqlIdentifier(NAME, place)));
        return select;
    }

    /// The end asked of the rows that it is about.
    private SqlNode asked(SqlNode end) {
        var place = end.getParserPosition();
        return new SqlSelect(
                place,
                null,
                SqlNodeList.of(end),
                select.getFrom(),
                select.getWhere(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private List<SqlNode> items(SqlParserPos place) {
        List<SqlNode> items = new ArrayList<>();
        for (var item : select.getSelectList()) {
            var replaced = item.accept(new SqlShuttle() {
                @Override
                @SuppressWarnings("ReferenceEquality") // this very call, not one that looks like it
                public @Nullable SqlNode visit(SqlCall call) {
                    return call == series ? new SqlIdentifier(NAME, place) : super.visit(call);
                }
            });
            items.add(replaced == null ? item : replaced);
        }
        return items;
    }

    private enum Kind {
        CONSTANT,
        AGGREGATE,
        ROW
    }

    private static Kind kind(SqlNode node) {
        return kind(node, false);
    }

    /// @param series whether the name of the series is no column
    private static Kind kind(SqlNode node, boolean series) {
        if (node instanceof SqlIdentifier name) {
            var clock = name.isSimple() && CLOCK.contains(name.getSimple().toUpperCase(Locale.ROOT));
            return clock || (series && name.isSimple() && name.getSimple().equals(NAME)) ? Kind.CONSTANT : Kind.ROW;
        }
        if (!(node instanceof SqlCall call) || call.isA(SqlKind.QUERY)) return Kind.CONSTANT;
        if (Operators.aggregate(call.getOperator().getName())) return Kind.AGGREGATE;
        var kind = Kind.CONSTANT;
        var last = call.getKind() == SqlKind.AS ? 1 : call.operandCount();
        for (var index = 0; index < last; index++) {
            var operand = call.getOperandList().get(index);
            var of = operand == null ? Kind.CONSTANT : kind(operand, series);
            if (of.compareTo(kind) > 0) kind = of;
        }
        return kind;
    }
}
