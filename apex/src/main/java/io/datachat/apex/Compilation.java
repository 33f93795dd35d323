package io.datachat.apex;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.completeness.Extent;
import io.datachat.apex.render.Executable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A question ready to run, with its receipt.
///
/// @param columns  of the answer
/// @param unmarked the receipt before it says what is complete
public record Compilation(
        Executable sql, List<Executable.Column> columns, Receipt receipt, Receipt unmarked, Extent extent) {
    public Compilation {
        columns = List.copyOf(columns);
    }

    static Compilation of(Executable sql, List<Executable.Column> columns, Receipt unmarked, Extent extent) {
        return new Compilation(sql, columns, extent.mark(unmarked), unmarked, extent);
    }

    /// The same, now that the databases told how far their watermarks go.
    Compilation reaching(Map<String, Optional<Instant>> reached) {
        return new Compilation(sql, columns, extent.mark(unmarked, reached), unmarked, extent);
    }
}
