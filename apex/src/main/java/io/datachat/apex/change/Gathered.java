package io.datachat.apex.change;

import io.datachat.apex.warehouse.RowSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows in memory, at most so many.
final class Gathered implements RowSink {
    private final int most;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    Gathered(int most) {
        this.most = most;
    }

    List<List<@Nullable Object>> rows() {
        return rows;
    }

    @Override
    public void columns(List<ResultColumn> columns) {}

    @Override
    public boolean row(@Nullable Object[] values) {
        rows.add(Collections.unmodifiableList(Arrays.asList(values.clone())));
        return rows.size() < most;
    }
}
