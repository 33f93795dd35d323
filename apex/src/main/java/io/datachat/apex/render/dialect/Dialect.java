package io.datachat.apex.render.dialect;

import io.datachat.apex.catalog.Backend;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;

/// How one database spells what a plan says. It spells; it never decides.
public sealed interface Dialect permits DuckDb, PostgreSql {
    static Dialect of(Backend backend) {
        return switch (backend) {
            case DUCKDB -> new DuckDb();
            case POSTGRESQL -> new PostgreSql();
        };
    }

    /// The type's name in a CAST.
    String type(RelDataType type);

    /// The type of 64-bit floats.
    String floating();

    /// Whether a backslash in `'…'` may be an escape, depending on the session.
    boolean backslashMayEscape();

    /// Whether NULL comes first when a descending order says nothing; ascending it is last in both.
    boolean descendingNullsFirst();

    /// What makes a comparison or an order of text go by code point.
    String byCodePoint();

    /// The operator that divides integers and truncates toward zero.
    String integerDivision();

    /// Whether LIKE takes a backslash as escape when nothing is said. PostgreSQL's rule is what plans mean.
    boolean likeEscapes();

    /// Whether EXTRACT gives decimals.
    boolean extractsDecimals();

    /// Whether ROUND to digits takes exact numbers only.
    boolean roundsDecimalsOnly();

    /// Whether the database gives an aggregate another type than the plan declares.
    boolean recasts(SqlKind aggregate, RelDataType argument, RelDataType declared);

    /// The aggregate that gives the least or the greatest value of a type.
    String extreme(SqlKind kind, RelDataType of);

    /// Whether windows can leave NULLs out (`IGNORE NULLS`) and count different values (`DISTINCT`).
    boolean selectiveWindows();

    /// @throws io.datachat.apex.problem.Rejection when intervals cannot be summed
    void requireSumsOfIntervals();

    /// Whether EXTRACT finds an hour in a date.
    boolean hoursOfDates();

    /// Whether a text has a part that matches a regular expression.
    void matches(Script out, boolean caseSensitive, Runnable text, Runnable pattern);

    /// What the database calls a function or aggregate of the authoring language, which is mostly the same.
    ///
    /// @throws io.datachat.apex.problem.Rejection when it has none
    String function(String canonical);

    /// Whether two arrays share an element.
    void overlap(Script out, Runnable one, Runnable other);

    /// Whether an array has every element of another.
    void containAll(Script out, Runnable array, Runnable elements);

    void contain(Script out, Runnable array, Runnable element);

    /// The text after `->` and `->>` for a member's name.
    String member(String name);

    /// A moment as text, in a format of PostgreSQL's TO_CHAR.
    void format(Script out, Runnable moment, String format);

    /// A number or an interval as text, in a format of PostgreSQL's TO_CHAR.
    void formatNumber(Script out, Runnable number, String format);

    /// A text in a format of PostgreSQL's as a moment.
    ///
    /// @param type that it gives: DATE or TIMESTAMPTZ
    void moment(Script out, Runnable text, String format, String type);

    /// The seconds of a moment or an interval with their fraction.
    void seconds(Script out, Runnable moment);
}
