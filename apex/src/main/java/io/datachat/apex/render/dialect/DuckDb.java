package io.datachat.apex.render.dialect;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;

/// DuckDB. It compares text by code point and keeps dates dates, but divides integers into doubles.
record DuckDb() implements Dialect {
    @Override
    public String type(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case DOUBLE, FLOAT, REAL -> floating();
            case CHAR, VARCHAR -> "VARCHAR";
            case VARIANT -> "JSON";
            case VARBINARY, BINARY -> "BLOB";
            default -> Types.shared(type, this);
        };
    }

    @Override
    public String floating() {
        return "DOUBLE";
    }

    @Override
    public boolean backslashMayEscape() {
        return false;
    }

    @Override
    public boolean descendingNullsFirst() {
        return false;
    }

    @Override
    public String byCodePoint() {
        return "";
    }

    @Override
    public String integerDivision() {
        return "//";
    }

    @Override
    public boolean likeEscapes() {
        return false;
    }

    @Override
    public boolean extractsDecimals() {
        return false;
    }

    @Override
    public boolean roundsDecimalsOnly() {
        return false;
    }

    /// SUM of integers is a HUGEINT, an average is a double.
    @Override
    public boolean recasts(SqlKind aggregate, RelDataType argument, RelDataType declared) {
        return switch (aggregate) {
            case SUM, SUM0 -> Types.whole(argument);
            case AVG, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> !Types.floating(declared);
            default -> false;
        };
    }

    @Override
    public void percentile(Script out, Runnable fraction, Runnable value) {
        out.add("QUANTILE_CONT(CAST(");
        value.run();
        out.add(" AS DOUBLE), ");
        fraction.run();
        out.add(")");
    }

    /// `~` would want the whole text to match.
    @Override
    public void matches(Script out, Runnable text, Runnable pattern) {
        out.add("REGEXP_MATCHES(");
        text.run();
        out.add(", ");
        pattern.run();
        out.add(")");
    }
}
