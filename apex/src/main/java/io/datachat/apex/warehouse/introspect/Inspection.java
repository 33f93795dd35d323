package io.datachat.apex.warehouse.introspect;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.problem.Problem;
import java.util.List;

/// What could be learned of a database, with what could not.
///
/// @param catalog  without tables when they could not be read; the identity and the problems are there all the same
/// @param problems warnings for missing kinds of facts, an error when the tables themselves are missing
public record Inspection(Identity identity, DatabaseCatalog catalog, List<Problem> problems) {
    public Inspection {
        problems = List.copyOf(problems);
    }

    /// @param product `PostgreSQL` or `DuckDB`
    /// @param place   `host:port/database` or the file
    /// @param tables  how many tables and views there are, or -1 when even that is not told
    public record Identity(String product, String version, String place, long tables) {
        @Override
        public String toString() {
            return product + " " + version + " (" + place + ")" + (tables < 0 ? "" : ", " + tables + " tables");
        }
    }
}
