package io.datachat.apex.read.operator;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.util.Optionality;

/// Every operator that may be used: standard SQL's, PostgreSQL's harmless functions, and our own where Calcite has
/// none.
///
/// The table is a whitelist. What is not in it — files, other databases, sleeping, settings — is an unknown function.
/// Only PostgreSQL's library is loaded: the overloads of several libraries collide (67 of 117 constructs instead of
/// 85). A dialect must be able to spell each of our own.
public final class Operators {
    /// `a -> key`: the member as JSON; null when absent.
    public static final SqlFunction JSON_GET = function(
            "JSON_GET",
            binding -> binding.getTypeFactory()
                    .createTypeWithNullability(binding.getTypeFactory().createSqlType(SqlTypeName.VARIANT), true),
            JsonKey.CHECKED);

    /// `a ->> key`: the member as text; null when absent.
    public static final SqlFunction JSON_GET_TEXT =
            function("JSON_GET_TEXT", ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE), JsonKey.CHECKED);

    /// `a && b`: whether two arrays share an element.
    public static final SqlFunction ARRAY_OVERLAPS = function(
            "ARRAY_OVERLAPS",
            ReturnTypes.BOOLEAN_NULLABLE,
            OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.ARRAY));

    /// `a @> b`: whether the first array has every element of the second.
    public static final SqlFunction ARRAY_CONTAINS_ALL = function(
            "ARRAY_CONTAINS_ALL",
            ReturnTypes.BOOLEAN_NULLABLE,
            OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.ARRAY));

    /// `x = ANY(a)`, array first: whether an array has an element.
    public static final SqlFunction ARRAY_HAS = function(
            "ARRAY_HAS", ReturnTypes.BOOLEAN_NULLABLE, OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.ANY));

    /// `t AT TIME ZONE zone`: an instant becomes the wall clock there, a wall clock there becomes an instant.
    public static final SqlFunction AT_TIME_ZONE = function(
            "AT_TIME_ZONE",
            binding -> {
                var types = binding.getTypeFactory();
                var given = binding.getOperandType(0);
                var wallClock =
                        given.getSqlTypeName() == SqlTypeName.TIMESTAMP || given.getSqlTypeName() == SqlTypeName.DATE;
                var name = wallClock ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP;
                return types.createTypeWithNullability(types.createSqlType(name, 6), given.isNullable());
            },
            OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER));

    /// `a - b` of two dates: whole days.
    public static final SqlFunction DATE_DIFF_DAYS = function(
            "DATE_DIFF_DAYS", ReturnTypes.BIGINT_NULLABLE, OperandTypes.family(SqlTypeFamily.DATE, SqlTypeFamily.DATE));

    public static final SqlFunction MAKE_DATE = function(
            "MAKE_DATE",
            ReturnTypes.DATE_NULLABLE,
            OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER));

    /// Pearson's correlation of two numbers.
    public static final SqlAggFunction CORR = SqlBasicAggFunction.create(
            "CORR",
            SqlKind.OTHER_FUNCTION,
            ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.NUMERIC_NUMERIC);

    /// Between two values, so a double whatever is ordered: the stock operator would call the median of integers an
    /// integer, and what is calculated with it would lose its fraction.
    public static final SqlAggFunction PERCENTILE_CONT = SqlBasicAggFunction.create(
                    SqlKind.PERCENTILE_CONT,
                    ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                    OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
            .withFunctionType(SqlFunctionCategory.SYSTEM)
            .withGroupOrder(Optionality.MANDATORY)
            .withPercentile(true)
            .withAllowsFraming(false);

    /// `approx_quantile(x, fraction)`: about the value below which that fraction of the values lies, as a double.
    public static final SqlAggFunction APPROX_QUANTILE = SqlBasicAggFunction.create(
            "APPROX_QUANTILE",
            SqlKind.OTHER_FUNCTION,
            ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.NUMERIC_NUMERIC);

    /// `generate_series(from, to [, step])` in FROM: one column of integers or timestamps.
    public static final SqlFunction GENERATE_SERIES = new GenerateSeries();

    private static final List<SqlOperator> OWN = List.of(
            JSON_GET,
            JSON_GET_TEXT,
            ARRAY_OVERLAPS,
            ARRAY_CONTAINS_ALL,
            ARRAY_HAS,
            AT_TIME_ZONE,
            DATE_DIFF_DAYS,
            MAKE_DATE,
            CORR,
            PERCENTILE_CONT,
            APPROX_QUANTILE,
            GENERATE_SERIES);

    public static final SqlOperatorTable TABLE = SqlOperatorTables.chain(
            SqlOperatorTables.of(OWN),
            SqlOperatorTables.of(Spans.ALL),
            new Whitelist(SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
                    SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL)));

    private static final Set<String> NAMES = names(false);
    private static final Set<String> AGGREGATES = names(true);

    private Operators() {}

    /// Names of functions, in lower case, for suggestions.
    public static Set<String> names() {
        return NAMES;
    }

    public static boolean aggregate(String name) {
        return AGGREGATES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Set<String> names(boolean aggregates) {
        Set<String> names = new TreeSet<>(Normalised.NAMES);
        if (aggregates) names.retainAll(Set.of("median"));
        for (var operator : TABLE.getOperatorList())
            if (operator instanceof SqlFunction && (!aggregates || operator.isAggregator()))
                names.add(operator.getName().toLowerCase(Locale.ROOT));
        return Set.copyOf(names);
    }

    private static SqlFunction function(String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
        return SqlBasicFunction.create(name, type, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
