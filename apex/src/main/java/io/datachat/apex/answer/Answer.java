package io.datachat.apex.answer;

import io.datachat.apex.render.Executable.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows in memory, at most as many as the project's row limit.
///
/// @param truncated whether more rows exist than are here
public record Answer(List<Column> columns, List<List<@Nullable Object>> rows, boolean truncated, Receipt receipt) {
    public void into(AnswerSink sink) {
        sink.columns(columns);
        for (var row : rows) sink.row(row.toArray());
        sink.end(truncated, receipt);
    }
}
