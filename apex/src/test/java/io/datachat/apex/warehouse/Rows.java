package io.datachat.apex.warehouse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what arrives.
final class Rows implements RowSink {
    final List<ResultColumn> columns = new ArrayList<>();
    final List<@Nullable Object[]> rows = new ArrayList<>();
    private final int most;

    Rows() {
        this(Integer.MAX_VALUE);
    }

    Rows(int most) {
        this.most = most;
    }

    @Override
    public void columns(List<ResultColumn> described) {
        columns.addAll(described);
    }

    @Override
    public boolean row(@Nullable Object[] values) {
        rows.add(values);
        return rows.size() < most;
    }

    @Nullable
    Object only() {
        if (rows.size() != 1 || rows.getFirst().length != 1) throw new AssertionError("not one value: " + rows.size());
        return rows.getFirst()[0];
    }
}
