package io.datachat.tests.world;

import io.datachat.apex.datapoint.Execution;
import io.datachat.tests.evaluator.Beginnings;
import io.datachat.tests.evaluator.Rows;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A small database with definitions over it.
///
/// @param opened for each metric written as a template: the measure that it is
public record World(
        long seed,
        Shape shape,
        List<Thing> things,
        List<Metric> metrics,
        Rows rows,
        Map<String, Execution.Measure> opened) {
    public World {
        things = List.copyOf(things);
        metrics = List.copyOf(metrics);
        opened = Map.copyOf(opened);
    }

    public enum Shape {
        STAR,
        SNOWFLAKE,
        CHASM,
        CHAIN,
        ROLES
    }

    public enum Kind {
        INTEGER("INTEGER"),
        BIGINT("BIGINT"),
        DECIMAL("DECIMAL(12,2)"),
        FINE_DECIMAL("DECIMAL(10,4)"),
        DOUBLE("DOUBLE PRECISION"),
        TEXT("VARCHAR"),
        BOOLEAN("BOOLEAN"),
        DATE("DATE"),
        TIMESTAMP("TIMESTAMP"),
        INSTANT("TIMESTAMPTZ");

        public final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        public boolean temporal() {
            return this == DATE || this == TIMESTAMP || this == INSTANT;
        }

        public boolean exact() {
            return this == INTEGER || this == BIGINT || this == DECIMAL || this == FINE_DECIMAL;
        }
    }

    public record Column(String name, Kind kind) {}

    /// A table and the entity over it.
    public static final class Thing {
        public final String id;
        public final String table;
        public final List<String> key = new ArrayList<>();
        public final List<Column> columns = new ArrayList<>();
        public final List<Link> links = new ArrayList<>();
        public final List<Dimension> dimensions = new ArrayList<>();
        public @Nullable String time;
        public @Nullable String zone;
        public boolean fact;
        /// Rows with the same key hold one after the other, from `holds_from` up to `holds_to`.
        public boolean history;
        /// One row per day, and the fiscal month that it lies in.
        public boolean calendar;

        public Thing(String id, String table) {
            this.id = id;
            this.table = table;
        }

        public Column column(String name) {
            return columns.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        public List<Column> of(Kind... kinds) {
            return columns.stream()
                    .filter(column -> List.of(kinds).contains(column.kind()))
                    .filter(column ->
                            !column.name().endsWith("id") && !column.name().endsWith("_no"))
                    .toList();
        }
    }

    /// @param declaredByTarget whether the YAML says it as `one_to_many` at the other end
    public record Link(String role, Thing to, List<String> columns, boolean declaredByTarget, boolean oneToOne) {}

    public record Dimension(String name, @Nullable String expression, Kind kind) {}

    /// @param execution the lines below `execution:`
    /// @param entity    of the measure, null for what is calculated from other metrics
    /// @param fill      what stands where there is no value, as YAML
    public record Metric(
            String id,
            List<String> execution,
            @Nullable String entity,
            boolean number,
            @Nullable String fill) {
        public Metric(String id, List<String> execution, @Nullable String entity, boolean number) {
            this(id, execution, entity, number, null);
        }

        /// Whether it looks at other moments.
        public boolean moving() {
            return id.startsWith("moving");
        }
    }

    public Thing thing(String id) {
        return things.stream().filter(thing -> thing.id.equals(id)).findFirst().orElseThrow();
    }

    /// Every day and month begins some world's weeks and fiscal years; some worlds have no fiscal year.
    public Beginnings beginnings() {
        var month = (int) Math.floorMod(seed, 14L);
        return new Beginnings(DayOfWeek.of((int) Math.floorMod(seed, 7L) + 1), month < 1 || month > 12 ? null : month);
    }

    /// What datachat.yaml says of time.
    public String time() {
        var begin = beginnings();
        var fiscal = begin.fiscalMonth() == null
                ? ""
                : ", fiscal_year_starts: "
                        + Month.of(begin.fiscalMonth()).name().toLowerCase(Locale.ROOT);
        return "{week_starts: " + begin.week().name().toLowerCase(Locale.ROOT) + fiscal + "}";
    }

    public String yaml() {
        return things.stream().map(thing -> WorldYaml.entity(thing, things)).collect(Collectors.joining("---\n"))
                + "---\n"
                + metrics.stream().map(WorldYaml::metric).collect(Collectors.joining("---\n"));
    }

    /// The same world with fewer metrics.
    public World with(List<Metric> fewer) {
        return new World(seed, shape, things, fewer, rows, opened);
    }
}
