package io.datachat.apex;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.completeness.Extent;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.render.Executable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A question ready to run, with its receipt.
///
/// @param columns  of the answer
/// @param unmarked the receipt before it says what is complete
/// @param tables   every table that it may read, `schema.table`; of a verbatim text none is known
public record Compilation(
        Executable sql,
        List<Executable.Column> columns,
        Receipt receipt,
        Receipt unmarked,
        Extent extent,
        List<Table.Name> tables) {
    public Compilation {
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
    }

    static Compilation of(Executable sql, Receipt unmarked, Extent extent, List<Table.Name> tables) {
        var columns = switch (sql) {
            case Executable.Compiled compiled -> compiled.columns();
            case Executable.Verbatim verbatim -> verbatim.columns();
            case Executable.System _ -> List.<Executable.Column>of();
        };
        return new Compilation(sql, columns, extent.mark(unmarked), unmarked, extent, tables);
    }

    /// The same, now that the databases told how far their watermarks go.
    Compilation reaching(Map<String, Optional<Instant>> reached) {
        return new Compilation(sql, columns, extent.mark(unmarked, reached), unmarked, extent, tables);
    }
}
