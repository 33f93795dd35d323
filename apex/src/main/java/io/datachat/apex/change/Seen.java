package io.datachat.apex.change;

import io.datachat.apex.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a write did, or would do, as whoever writes may see it.
///
/// @param rows      how many it touches
/// @param columns   of the sample
/// @param sample    some of the rows, before and after
/// @param rules     the business rules of the table that were checked
/// @param triggers  of the table that fire
/// @param notes     what a reader must know
/// @param rehearsed whether the statement ran (and was rolled back), or only what it would write was computed
/// @param hashes    of all rows, to be compared
/// @param sql       that writes, made from the plan
/// @param tables    that are read or written
/// @param bound     what an approval is bound to
public record Seen(
        String kind,
        String database,
        String table,
        long rows,
        List<String> columns,
        List<Row> sample,
        List<Checked> rules,
        List<String> triggers,
        List<String> notes,
        boolean rehearsed,
        Hashes hashes,
        String sql,
        List<Table.Name> tables,
        Bound bound) {
    public Seen {
        columns = List.copyOf(columns);
        sample = List.copyOf(sample);
        rules = List.copyOf(rules);
        triggers = List.copyOf(triggers);
        notes = List.copyOf(notes);
        tables = List.copyOf(tables);
    }

    /// @param before null for a row that is added
    public record Row(@Nullable List<@Nullable Object> before, List<@Nullable Object> after) {}

    /// @param checked false when nothing was written that could be checked
    public record Checked(String id, String said, boolean checked) {}

    /// The same with one more note.
    public Seen noting(String note) {
        var more = new ArrayList<>(notes);
        more.add(note);
        return new Seen(
                kind, database, table, rows, columns, sample, rules, triggers, more, rehearsed, hashes, sql, tables,
                bound);
    }

    /// SHA-256 over the rows, in an order of their own; of no rows, of none.
    ///
    /// @param written over the keys of changed rows and what the statement itself writes: what the database fills
    /// in is not among it
    public record Hashes(String before, String after, String written) {}

    /// @param asked text, values, database and person
    /// @param meant the SQL made of it under the definitions, access rules and business rules of the moment
    /// @param rows  how many rows were seen
    /// @param which rows were seen, for an update; for an insert which are not known before
    public record Bound(String asked, String meant, long rows, String which) {}
}
