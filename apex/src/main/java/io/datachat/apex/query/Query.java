package io.datachat.apex.query;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What is asked: for metrics, or in SQL.
public sealed interface Query permits MetricQuery, SqlQuery {
    /// The zone of its times; null means the project's.
    @Nullable
    ZoneId zone();
}
