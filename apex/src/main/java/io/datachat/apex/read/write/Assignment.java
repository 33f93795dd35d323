package io.datachat.apex.read.write;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.text.ReadCode;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/// A parsed write: what is written, and the query that computes its rows.
///
/// @param table   as whoever writes sees it
/// @param key     columns that tell its rows apart
/// @param columns those that are written
/// @param query   of the key (for an update) and the new values, in the order of `columns`; not yet validated
/// @param places  where the first value of each column stands
public record Assignment(
        Kind kind, Table table, List<String> key, List<Table.Column> columns, SqlNode query, List<SqlNode> places) {
    public enum Kind {
        INSERT,
        UPDATE
    }

    /// Ends reading at a place of the author's text.
    @FunctionalInterface
    public interface Refusals {
        Rejection at(SqlNode place, Problem problem);

        default Rejection at(SqlNode place, ReadCode code, String message) {
            return at(place, Problem.of(code, message));
        }
    }

    public Assignment {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        places = List.copyOf(places);
    }
}
