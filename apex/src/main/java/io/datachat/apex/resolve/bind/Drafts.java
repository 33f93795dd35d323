package io.datachat.apex.resolve.bind;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.model.ResolveCode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the table and key of every entity.
final class Drafts {
    private final Databases databases;
    private final Findings findings;

    Drafts(Databases databases, Findings findings) {
        this.databases = databases;
        this.findings = findings;
    }

    Map<String, Draft> of(Library library) {
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
        List<String> key = new ArrayList<>();
        for (var name : entity.primaryKey()) {
            var column = table.get().column(name);
            if (column.isPresent()) key.add(column.get().name());
            else
                findings.add(
                        entity,
                        "primary_key",
                        unknownColumn(entity.id(), name, table.get().name().toString(), columns(table.get())));
        }
        return findings.clean(entity) ? new Draft(entity, database, table.get(), key, zone(entity)) : null;
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
