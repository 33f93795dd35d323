package io.datachat.apex.render.dialect;

import io.datachat.apex.render.block.Unspellable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// PostgreSQL. Its text order depends on the database's locale, and its sums and averages widen to NUMERIC.
record PostgreSql() implements Dialect {
    @Override
    public String type(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case DOUBLE, FLOAT, REAL -> floating();
            case CHAR, VARCHAR -> "TEXT";
            case TINYINT -> "SMALLINT";
            case VARIANT -> "JSONB";
            case VARBINARY, BINARY -> "BYTEA";
            default -> Types.shared(type, this);
        };
    }

    @Override
    public String floating() {
        return "DOUBLE PRECISION";
    }

    @Override
    public boolean backslashMayEscape() {
        return true;
    }

    @Override
    public boolean descendingNullsFirst() {
        return true;
    }

    @Override
    public String byCodePoint() {
        return " COLLATE \"C\"";
    }

    @Override
    public String integerDivision() {
        return "/";
    }

    @Override
    public boolean likeEscapes() {
        return true;
    }

    @Override
    public boolean extractsDecimals() {
        return true;
    }

    @Override
    public boolean roundsDecimalsOnly() {
        return true;
    }

    /// SUM of 64-bit integers is a NUMERIC, and so is every statistic of exact numbers.
    @Override
    public boolean recasts(SqlKind aggregate, RelDataType argument, RelDataType declared) {
        return switch (aggregate) {
            case SUM, SUM0 -> Types.sqlName(argument).equals("BIGINT");
            case AVG, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP ->
                Types.floating(argument) != Types.floating(declared);
            default -> false;
        };
    }

    /// MIN and MAX know no booleans; FALSE comes before TRUE.
    @Override
    public String extreme(SqlKind kind, RelDataType of) {
        if (of.getSqlTypeName() != SqlTypeName.BOOLEAN) return kind.name();
        return kind == SqlKind.MIN ? "BOOL_AND" : "BOOL_OR";
    }

    @Override
    public boolean selectiveWindows() {
        return false;
    }

    @Override
    public void requireSumsOfIntervals() {
        // It sums them.
    }

    @Override
    public boolean hoursOfDates() {
        return false;
    }

    @Override
    public void matches(Script out, boolean caseSensitive, Runnable text, Runnable pattern) {
        between(out, text, caseSensitive ? " ~ " : " ~* ", pattern);
    }

    @Override
    public String function(String canonical) {
        return switch (canonical) {
            case "TRUNCATE" -> "TRUNC";
            case "APPROX_COUNT_DISTINCT" ->
                throw Unspellable.on(
                        "PostgreSQL", canonical, "Use COUNT(DISTINCT …), a metric without 'approximate': it is exact.");
            case "APPROX_QUANTILE" ->
                throw Unspellable.on(
                        "PostgreSQL", canonical, "Use PERCENTILE_CONT, a metric without 'approximate': it is exact.");
            default -> canonical;
        };
    }

    @Override
    public void overlap(Script out, Runnable one, Runnable other) {
        between(out, one, " && ", other);
    }

    @Override
    public void containAll(Script out, Runnable array, Runnable elements) {
        between(out, array, " @> ", elements);
    }

    @Override
    public void contain(Script out, Runnable array, Runnable element) {
        element.run();
        out.add(" = ANY(");
        array.run();
        out.add(")");
    }

    @Override
    public void formatNumber(Script out, Runnable number, String format) {
        format(out, number, format);
    }

    @Override
    public void moment(Script out, Runnable text, String format, String type) {
        out.add(type.equals("DATE") ? "TO_DATE(" : "TO_TIMESTAMP(");
        text.run();
        out.add(", ").add(Literals.text(format, true)).add(")");
    }

    @Override
    public void seconds(Script out, Runnable moment) {
        out.add("EXTRACT(SECOND FROM ");
        moment.run();
        out.add(")");
    }

    private static void between(Script out, Runnable left, String symbol, Runnable right) {
        left.run();
        out.add(symbol);
        right.run();
    }

    @Override
    public String member(String name) {
        return Literals.text(name, true);
    }

    @Override
    public void format(Script out, Runnable moment, String format) {
        out.add("TO_CHAR(");
        moment.run();
        out.add(", ").add(Literals.text(format, true)).add(")");
    }
}
