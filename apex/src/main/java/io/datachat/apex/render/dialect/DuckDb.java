package io.datachat.apex.render.dialect;

import io.datachat.apex.render.block.Unspellable;
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
    public String extreme(SqlKind kind, RelDataType of) {
        return kind.name();
    }

    @Override
    public boolean selectiveWindows() {
        return true;
    }

    @Override
    public void requireSumsOfIntervals() {
        throw Unspellable.on("DuckDB", "SUM of intervals", "Sum the seconds: SUM(EXTRACT(EPOCH FROM …)).");
    }

    @Override
    public boolean hoursOfDates() {
        return true;
    }

    /// Before version 2, `~` wanted the whole text to match.
    @Override
    public void matches(Script out, boolean caseSensitive, Runnable text, Runnable pattern) {
        pair(out, "REGEXP_MATCHES(", text, pattern, caseSensitive ? ")" : ", 'i')");
    }

    @Override
    public String function(String canonical) {
        return switch (canonical) {
            case "EVERY" -> "BOOL_AND";
            case "OCTET_LENGTH" -> "STRLEN";
            case "CARDINALITY" -> "LEN";
            case "REGEXP_LIKE" -> "REGEXP_MATCHES";
            case "TRUNCATE" -> "TRUNC";
            case "INITCAP", "OVERLAY" -> throw Unspellable.expression(canonical);
            default -> canonical;
        };
    }

    @Override
    public void overlap(Script out, Runnable one, Runnable other) {
        pair(out, "LIST_HAS_ANY(", one, other, ")");
    }

    @Override
    public void containAll(Script out, Runnable array, Runnable elements) {
        pair(out, "LIST_HAS_ALL(", array, elements, ")");
    }

    @Override
    public void contain(Script out, Runnable array, Runnable element) {
        pair(out, "LIST_CONTAINS(", array, element, ")");
    }

    private static void pair(Script out, String open, Runnable first, Runnable second, String close) {
        out.add(open);
        first.run();
        out.add(", ");
        second.run();
        out.add(close);
    }

    @Override
    public void formatNumber(Script out, Runnable number, String format) {
        throw Unspellable.on("DuckDB", "TO_CHAR of a number or an interval", "Use ROUND and a CAST to text.");
    }

    @Override
    public void moment(Script out, Runnable text, String format, String type) {
        if (!format.contains("YYYY"))
            throw Unspellable.on("DuckDB", "a date in the format '" + format + "'", "Write a format with YYYY.");
        out.add("CAST(STRPTIME(");
        text.run();
        out.add(", ")
                .add(Literals.text(Formats.strftime(format), false))
                .add(") AS ")
                .add(type)
                .add(")");
    }

    @Override
    public void seconds(Script out, Runnable moment) {
        out.add("EXTRACT(MICROSECONDS FROM ");
        moment.run();
        out.add(") / 1000000");
    }

    /// A name could be read as a path; a quoted path has only the name.
    @Override
    public String member(String name) {
        if (name.indexOf('"') >= 0) throw Unspellable.expression("a JSON member with a quote in its name");
        return Literals.text("$.\"" + name + "\"", false);
    }

    @Override
    public void format(Script out, Runnable moment, String format) {
        out.add("STRFTIME(");
        moment.run();
        out.add(", ").add(Literals.text(Formats.strftime(format), false)).add(")");
    }
}
