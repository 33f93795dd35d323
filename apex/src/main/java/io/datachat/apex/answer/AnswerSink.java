package io.datachat.apex.answer;

import io.datachat.apex.render.Executable.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes an answer as it arrives: columns, rows, then the end with the receipt.
public interface AnswerSink {
    void columns(List<Column> columns);

    void row(@Nullable Object[] values);

    void end(boolean truncated, Receipt receipt);
}
