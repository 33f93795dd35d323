package io.datachat.apex.read.operator;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/// Lets through what is allowed of another table. It asks that table instead of copying it, because the stock table
/// finds operators of special syntax (`count(*)`, CAST) by rules of its own.
final class Whitelist implements SqlOperatorTable {
    private final SqlOperatorTable stock;

    Whitelist(SqlOperatorTable stock) {
        this.stock = stock;
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        var before = found.size();
        stock.lookupOperatorOverloads(name, category, syntax, found, matcher);
        found.subList(before, found.size()).removeIf(operator -> !allowed(operator));
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return stock.getOperatorList().stream().filter(Whitelist::allowed).toList();
    }

    private static boolean allowed(SqlOperator operator) {
        var name = operator.getName().toUpperCase(Locale.ROOT);
        return operator instanceof SqlFunction
                ? Functions.ALLOWED.contains(name)
                : !Functions.REFUSED_OPERATORS.contains(name);
    }
}
