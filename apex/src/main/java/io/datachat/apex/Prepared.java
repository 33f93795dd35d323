package io.datachat.apex;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.completeness.Coverage;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.render.Executable.Column;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.Shift;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.claim.Claim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The compiled text of one shape, waiting for values.
///
/// @param slots   what each `?` of the text is bound to, in its order there
/// @param receipt what is the same for every question of this shape
/// @param shift   how far back a comparison looks
/// @param relies   what must be true of the rows
/// @param tables   every table that may be read
/// @param coverage which stretch of time it speaks of, over whose rows
record Prepared(
        String database,
        String text,
        List<Slot> slots,
        List<Column> columns,
        Receipt receipt,
        @Nullable Shift shift,
        Coverage coverage,
        List<Claim> relies,
        List<Table.Name> tables) {
    /// With what the question says of time.
    Prepared asked(ResolvedQuery asked) {
        return new Prepared(database, text, slots, columns, receipt, asked.shift(), Coverage.of(asked), relies, tables);
    }

    /// With more that a reader must know.
    Prepared noting(List<String> notes) {
        return notes.isEmpty()
                ? this
                : new Prepared(database, text, slots, columns, receipt.noting(notes), shift, coverage, relies, tables);
    }
}
