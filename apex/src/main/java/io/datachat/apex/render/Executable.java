package io.datachat.apex.render;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.datapoint.DataPoint.Metric.Format;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one door to a database: nothing else can be run. A test at the JDBC driver fails any other statement.
public sealed interface Executable {
    /// The database of datachat.yaml that it is written for.
    String database();

    String text();

    /// Values for the `?` of the text, in their order there.
    List<Bind> binds();

    /// A value bound to a placeholder; the value is null, Boolean, Long, BigDecimal, Double, String, LocalDate,
    /// LocalDateTime or Instant.
    record Bind(@Nullable Object value, DataType type) {}

    /// @param name as asked for
    /// @param unit   of a metric, such as `EUR`
    /// @param format how a person wants to see it; the value is the same
    record Column(
            String name,
            DataType type,
            @Nullable String unit,
            @Nullable Format format) {
        public Column(String name, DataType type, @Nullable String unit) {
            this(name, type, unit, null);
        }
    }

    /// Written from a governed plan; only [io.datachat.apex.Compiler] makes one.
    record Compiled(String database, String text, List<Bind> binds, List<Column> columns) implements Executable {
        public Compiled {
            binds = List.copyOf(binds);
            columns = List.copyOf(columns);
        }
    }

    /// Writes what a governed plan computes; only [io.datachat.apex.Compiler] makes one, and only a transaction
    /// that was opened for writing takes it.
    record Change(String database, String text, List<Bind> binds) implements Executable {
        public Change {
            binds = List.copyOf(binds);
        }
    }

    /// An administrator's own text that cannot be read into a plan: result declared, no table under policy, marked
    /// in the receipt.
    record Verbatim(String database, String text, List<Bind> binds, List<Column> columns) implements Executable {
        public Verbatim {
            binds = List.copyOf(binds);
            columns = List.copyOf(columns);
        }
    }

    /// A statement of our own: introspection, building a rollup. The purpose names an entry of the allow-list.
    record System(String database, Purpose purpose, String text, List<Bind> binds) implements Executable {
        public System {
            binds = List.copyOf(binds);
        }

        public enum Purpose {
            SESSION,
            INTROSPECT,
            SAMPLE,
            /// What the database means to do for a compiled statement.
            PLAN,
            BUILD_ROLLUP,
            /// Listens for changes and refreshes materialized views.
            FRESHNESS,
            /// Makes a new DuckDB file from CSV and Parquet files; the only statement that reads files.
            LOAD_FILES
        }
    }
}
