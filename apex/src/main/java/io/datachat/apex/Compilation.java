package io.datachat.apex;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.render.Executable;
import java.util.List;

/// A question ready to run, with its receipt.
///
/// @param columns of the answer
public record Compilation(Executable sql, List<Executable.Column> columns, Receipt receipt) {
    public Compilation {
        columns = List.copyOf(columns);
    }
}
