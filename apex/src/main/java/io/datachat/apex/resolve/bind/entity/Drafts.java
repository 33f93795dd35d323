package io.datachat.apex.resolve.bind.entity;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.ResolveCode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the table and key of every entity.
public final class Drafts {
    private final Databases databases;
    private final Findings findings;

    public Drafts(Databases databases, Findings findings) {
        this.databases = databases;
        this.findings = findings;
    }

    public Map<String, Draft> of(Library library) {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (var entity : library.all(DataPoint.Entity.class)) {
            var draft = draft(entity);
            if (draft != null) drafts.put(entity.id(), draft);
        }
        return drafts;
    }

    private @Nullable Draft draft(DataPoint.Entity entity) {
        var database = entity.database() == null ? databases.defaultName() : entity.database();
        var relations = databases.readable().get(database);
        if (relations == null) {
            findings.unknownDatabase(entity, "database", database, databases);
            return null;
        }
        var table = relations.catalog().table(entity.source());
        if (table.isEmpty()) {
            findings.add(entity, "source", unknownTable(entity, database, relations));
            return null;
        }
        var columns = new Columns(entity, table.get());
        var key = columns.all("primary_key", entity.primaryKey());
        List<List<String>> unique = new ArrayList<>();
        for (int i = 0; i < entity.unique().size(); i++)
            unique.add(columns.all("unique[" + i + "]", entity.unique().get(i).columns()));
        var valid = entity.valid() == null
                ? null
                : new BoundEntity.Validity(
                        columns.time("valid.from", entity.valid().from()),
                        columns.time("valid.to", entity.valid().to()));
        var calendar = entity.calendar() == null ? null : calendar(entity, entity.calendar(), key, columns);
        var freshness = entity.freshness();
        if (freshness != null && freshness.watermark() != null)
            columns.time("freshness.watermark", freshness.watermark());
        return findings.clean(entity)
                ? new Draft(
                        entity,
                        database,
                        table.get(),
                        key,
                        unique,
                        valid,
                        calendar,
                        zone(entity),
                        new LinkedHashMap<>())
                : null;
    }

    private BoundEntity.@Nullable Calendar calendar(
            DataPoint.Entity entity, DataPoint.Calendar calendar, List<String> key, Columns columns) {
        Map<String, String> periods = new LinkedHashMap<>();
        for (int i = 0; i < calendar.periods().size(); i++) {
            var period = calendar.periods().get(i);
            periods.put(period.name(), columns.one("calendar.periods[" + i + "]", period.in()));
        }
        if (key.size() == 1) return new BoundEntity.Calendar(calendar.grain(), key.getFirst(), periods);
        findings.add(
                entity,
                "calendar",
                Problem.of(
                                ResolveCode.NO_KEY,
                                "calendar " + entity.id() + " needs a primary key of one column: the first moment of"
                                        + " each row")
                        .hint("declare primary_key"));
        return null;
    }

    /// Finds columns in the catalog's spelling and notes those that do not exist.
    private final class Columns {
        private final DataPoint.Entity entity;
        private final io.datachat.apex.catalog.Table table;

        Columns(DataPoint.Entity entity, io.datachat.apex.catalog.Table table) {
            this.entity = entity;
            this.table = table;
        }

        List<String> all(String path, List<String> names) {
            List<String> found = new ArrayList<>();
            for (var name : names) found.add(one(path, name));
            return found;
        }

        String time(String path, String name) {
            var found = one(path, name);
            table.column(found)
                    .filter(column -> !column.type().temporal())
                    .ifPresent(column -> findings.add(
                            entity,
                            path,
                            Problem.of(
                                    ResolveCode.BAD_TIME,
                                    "entity " + entity.id() + ": the column '" + name + "' is "
                                            + column.type().word() + ", not a date or timestamp")));
            return found;
        }

        String one(String path, String name) {
            var column = table.column(name);
            if (column.isPresent()) return column.get().name();
            findings.add(
                    entity, path, unknownColumn(entity.id(), name, table.name().toString(), columns(table)));
            return name;
        }
    }

    private static ZoneId zone(DataPoint.Entity entity) {
        return ZoneId.of(entity.timeZone() == null ? "UTC" : entity.timeZone());
    }

    private static Problem unknownTable(DataPoint.Entity entity, String database, Relations relations) {
        var names = relations.catalog().tables().stream()
                .map(table -> table.name().toString())
                .toList();
        return Problem.of(
                        ResolveCode.UNKNOWN_TABLE,
                        "entity " + entity.id() + ": database " + database + " has no table '" + entity.source() + "'")
                .choices(Nearest.of(entity.source(), names, 3));
    }

    static Problem unknownColumn(String entity, String column, String table, List<String> columns) {
        return Problem.of(
                        ResolveCode.UNKNOWN_COLUMN,
                        "entity " + entity + ": " + table + " has no column '" + column + "'")
                .choices(Nearest.of(column, columns, 3));
    }

    private static List<String> columns(io.datachat.apex.catalog.Table table) {
        return table.columns().stream()
                .map(io.datachat.apex.catalog.Table.Column::name)
                .toList();
    }
}
