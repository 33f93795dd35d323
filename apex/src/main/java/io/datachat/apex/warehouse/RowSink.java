package io.datachat.apex.warehouse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes rows as they arrive. Values are null, Boolean, Long, BigDecimal, Double, String, LocalDate, LocalTime,
/// LocalDateTime, Instant, byte[] or a List of these.
public interface RowSink {
    /// Called once, before the first row.
    void columns(List<ResultColumn> columns);

    /// @return false to stop: no more rows are wanted
    boolean row(@Nullable Object[] values);

    /// Wants no rows.
    RowSink NONE = new RowSink() {
        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public boolean row(@Nullable Object[] values) {
            return false;
        }
    };

    record ResultColumn(String name, io.datachat.apex.catalog.DataType type) {}
}
