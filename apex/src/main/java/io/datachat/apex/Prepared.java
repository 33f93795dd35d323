package io.datachat.apex;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.render.Executable.Column;
import io.datachat.apex.resolve.asked.Shift;
import io.datachat.apex.resolve.asked.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The compiled text of one shape, waiting for values.
///
/// @param slots   what each `?` of the text is bound to, in its order there
/// @param receipt what is the same for every question of this shape
/// @param shift   how far back a comparison looks
record Prepared(
        String database,
        String text,
        List<Slot> slots,
        List<Column> columns,
        Receipt receipt,
        @Nullable Shift shift) {
    Prepared comparing(@Nullable Shift back) {
        return new Prepared(database, text, slots, columns, receipt, back);
    }
}
