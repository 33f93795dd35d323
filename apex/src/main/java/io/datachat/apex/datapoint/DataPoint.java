package io.datachat.apex.datapoint;

import io.datachat.apex.time.Grain;
import io.datachat.apex.yaml.Yaml;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One definition of the business, written as one YAML document under the key `datapoint:`.
///
/// Records mirror the YAML: a component `primaryKey` is the key `primary_key`. Every list is empty, never null, when
/// absent.
public sealed interface DataPoint {
    Common common();

    default String id() {
        return common().id();
    }

    Type type();

    enum Type {
        METRIC,
        DIMENSION,
        ENTITY,
        CONCEPT,
        QUERY,
        CONSTRAINT,
        PROCESS,
        DASHBOARD,
        SCHEMA,
        WORKSPACE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// What every kind has. Ids are lower snake case and unique per type.
    record Common(
            String id,
            String name,
            @Nullable String definition,
            @Nullable String owner,
            List<String> tags,
            List<String> synonyms,
            List<DataSource> dataSources,
            List<String> relatedConcepts,
            @Nullable String documentationUrl,
            @Nullable String version,
            @Yaml.Absent("approved") Review review) {}

    enum Review {
        /// Made by a program or not yet looked at: answers only when asked for.
        PROPOSED,
        APPROVED,
        DEPRECATED
    }

    record DataSource(String table, List<String> columns, List<String> filters) {}

    /// A number. Each rung is a superset of the last: context only, `execution`, `materialization`, then
    /// `intelligence` and `relationships`.
    ///
    /// @param unit what one stands for: `EUR`, `orders`
    /// @param format how to show it
    /// @param fill   what stands where it has no value
    /// @param plausible what its values lie in, so that others are pointed out
    /// @param nulls  whether it may have no value; null when nothing is said
    record Metric(
            @Yaml.Inline Common common,
            @Nullable String unit,
            @Nullable Format format,
            @Nullable Fill fill,
            @Nullable Plausible plausible,
            @Nullable Nulls nulls,
            @Nullable Execution execution,
            @Nullable Materialization materialization,
            @Nullable Intelligence intelligence,
            @Nullable Relationships relationships)
            implements DataPoint {
        @Override
        public Type type() {
            return Type.METRIC;
        }

        public enum Format {
            NUMBER,
            CURRENCY,
            PERCENT
        }

        /// @param value stands where there would be none
        /// @param gaps  whether buckets of time without any row are in the answer as well
        public record Fill(@Nullable BigDecimal value, boolean gaps) {}

        /// Both ends belong to it; without one it is open.
        public record Plausible(
                @Nullable BigDecimal from, @Nullable BigDecimal to) {}

        public enum Nulls {
            NEVER,
            EXPECTED
        }
    }

    /// A thing with one row per key: its source table, key, time column, dimensions and what it belongs to.
    ///
    /// @param database  name in datachat.yaml; null means the project's default
    /// @param source    table, `schema.table` or `table` in the default schema
    /// @param time      the column of the entity's time, the default of its measures
    /// @param timeZone  the zone in which a column without zone is written; default UTC
    /// @param unique    other keys, for relationships that join on them
    /// @param valid     when each row holds, for tables with a history of each key
    /// @param calendar  makes it the calendar of its database
    /// @param freshness how the entity knows that it is complete
    record Entity(
            @Yaml.Inline Common common,
            @Nullable String database,
            String source,
            List<String> primaryKey,
            List<Unique> unique,
            @Nullable Validity valid,
            @Nullable Calendar calendar,
            @Nullable String time,
            @Nullable String timeZone,
            List<EntityDimension> dimensions,
            List<Relationship> relationships,
            @Nullable Freshness freshness)
            implements DataPoint {
        @Override
        public Type type() {
            return Type.ENTITY;
        }
    }

    record Unique(List<String> columns) {}

    /// Rows with the same key hold one after the other: from a moment on, up to but without another. Without an end
    /// a row holds until further notice.
    record Validity(String from, String to) {}

    /// One row per day (or hour …), whose key is the first moment of it.
    ///
    /// @param periods columns that say which period of one's own calendar a row lies in
    record Calendar(@Yaml.Absent("day") Grain grain, List<CalendarPeriod> periods) {}

    /// @param name   in requests: `fiscal_month`
    /// @param column null means the column of that name
    @Yaml.Keyed
    record CalendarPeriod(String name, @Nullable String column) {
        public String in() {
            return column == null ? name : column;
        }
    }

    /// @param expression SQL over the entity's columns; null means the column of the same name
    /// @param type a [io.datachat.apex.catalog.DataType] word; null means the expression's own
    @Yaml.Keyed
    record EntityDimension(
            String name,
            @Nullable String expression,
            @Nullable String type,
            @Nullable String description,
            List<String> synonyms) {}

    /// @param name the role, a segment of dimension paths: `billing_address`; null means the target's id
    /// @param to   the id of the target entity
    /// @param on   own column to target column; empty means the target's primary key by equal names
    @Yaml.Keyed
    record Relationship(
            @Nullable String name,
            String to,
            @Yaml.Absent("many_to_one") Cardinality cardinality,
            List<JoinColumns> on) {
        public String role() {
            return name == null ? to : name;
        }
    }

    @Yaml.Keyed
    record JoinColumns(String column, String target) {}

    enum Cardinality {
        MANY_TO_ONE,
        ONE_TO_ONE,
        ONE_TO_MANY
    }

    /// Either a declared delay after which rows are complete (`complete_after: 6h`), or a watermark column whose
    /// maximum tells.
    record Freshness(
            @Nullable String completeAfter, @Nullable String watermark) {}

    /// Enriches a dimension of an entity: `of: order.status`.
    ///
    /// @param values what stored values mean, `web: Web shop`
    record Dimension(@Yaml.Inline Common common, String of, List<ValueLabel> values) implements DataPoint {
        @Override
        public Type type() {
            return Type.DIMENSION;
        }
    }

    @Yaml.Keyed
    record ValueLabel(String value, String label) {}

    record Concept(@Yaml.Inline Common common) implements DataPoint {
        @Override
        public Type type() {
            return Type.CONCEPT;
        }
    }

    /// A reusable SQL template.
    record Query(@Yaml.Inline Common common, Execution.Template execution) implements DataPoint {
        @Override
        public Type type() {
            return Type.QUERY;
        }
    }

    /// A rule about an entity's rows, as SQL over its columns.
    record Constraint(
            @Yaml.Inline Common common,
            String entity,
            String where,
            @Nullable String message) implements DataPoint {
        @Override
        public Type type() {
            return Type.CONSTRAINT;
        }
    }

    /// A job that fills tables.
    ///
    /// @param schedule  cron expression of five fields
    /// @param freshness how old its targets may be: `24h`
    record Process(
            @Yaml.Inline Common common,
            @Nullable String schedule,
            @Nullable String freshness,
            List<String> targets,
            List<String> sources)
            implements DataPoint {
        @Override
        public Type type() {
            return Type.PROCESS;
        }
    }

    /// Questions that are asked together. One with a single tile is a saved query.
    record Dashboard(@Yaml.Inline Common common, List<Tile> tiles) implements DataPoint {
        @Override
        public Type type() {
            return Type.DASHBOARD;
        }

        /// What stands above a tile.
        public String title(Tile tile) {
            return tile.title() == null ? common.name() : tile.title();
        }
    }

    /// A table and its columns, normally generated from the catalog.
    record Schema(
            @Yaml.Inline Common common,
            @Nullable String database,
            String table,
            List<SchemaColumn> columns,
            List<String> primaryKey,
            @Nullable Long rows)
            implements DataPoint {
        @Override
        public Type type() {
            return Type.SCHEMA;
        }
    }

    @Yaml.Keyed
    record SchemaColumn(
            String name,
            String type,
            @Nullable Boolean nullable,
            @Nullable String description,
            @Nullable String references,
            List<String> values) {}

    /// A file of code or docs that implements or explains definitions.
    record Workspace(
            @Yaml.Inline Common common,
            String path,
            @Nullable String language,
            @Yaml.Key("implements") List<String> implementsIds)
            implements DataPoint {
        @Override
        public Type type() {
            return Type.WORKSPACE;
        }
    }
}
