package io.datachat.apex.read.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/// What columns are called that their author did not name: after their function, as in PostgreSQL, else by their
/// place.
public final class ColumnNames {
    private static final String UNNAMED = "EXPR$";

    private ColumnNames() {}

    /// @param query before it is validated, which names everything
    public static List<String> said(SqlNode query) {
        return switch (query) {
            case SqlOrderBy ordered -> said(ordered.query);
            case SqlWith with -> said(with.body);
            case SqlSelect select ->
                select.getSelectList().stream().map(ColumnNames::of).toList();
            case SqlCall set when set.isA(SqlKind.SET_QUERY) -> said(set.operand(0));
            default -> List.of();
        };
    }

    private static String of(SqlNode item) {
        return switch (item) {
            case SqlCall call when call.getKind() == SqlKind.CASE -> "case";
            case SqlCall call
            when call.getKind() == SqlKind.OVER
                    || call.getKind() == SqlKind.FILTER
                    || call.getKind() == SqlKind.WITHIN_GROUP -> of(call.operand(0));
            case SqlCall call
            when call.getOperator() instanceof SqlFunction function ->
                function.getName().toLowerCase(Locale.ROOT);
            default -> "";
        };
    }

    /// @param found names after validation; a star has become several by then, and nothing is unnamed beside it
    /// that could be told apart
    public static List<String> named(List<String> found, List<String> said) {
        List<String> names = new ArrayList<>();
        for (var index = 0; index < found.size(); index++) {
            var name = found.get(index);
            var function = said.size() == found.size() ? said.get(index) : "";
            if (!name.startsWith(UNNAMED)) names.add(name);
            else names.add(function.isEmpty() ? "column_" + (index + 1) : function);
        }
        return names;
    }
}
