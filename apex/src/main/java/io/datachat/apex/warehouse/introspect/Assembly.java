package io.datachat.apex.warehouse.introspect;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.catalog.Table.ForeignKey;
import io.datachat.apex.catalog.Table.Index;
import io.datachat.apex.catalog.Table.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts facts that arrive kind by kind together into tables.
final class Assembly {
    private final Map<Name, Draft> drafts = new LinkedHashMap<>();

    /// Keys, foreign keys and indexes arrive one column a row; they are gathered by name.
    private static final class Draft {
        Table.Kind kind = Table.Kind.TABLE;

        @Nullable
        String comment;

        long rows = -1;
        final List<Column> columns = new ArrayList<>();
        final List<String> primaryKey = new ArrayList<>();
        final Map<String, List<String>> uniqueKeys = new TreeMap<>();
        final Map<String, Reference> references = new TreeMap<>();
        final Map<String, IndexDraft> indexes = new TreeMap<>();
    }

    private record Reference(Name target, List<String> columns, List<String> targetColumns) {}

    private record IndexDraft(boolean unique, List<String> columns) {}

    void table(Name name, Table.Kind kind, @Nullable String comment, long rows) {
        var draft = new Draft();
        draft.kind = kind;
        draft.comment = blankToNull(comment);
        draft.rows = rows;
        drafts.put(name, draft);
    }

    void column(Name table, Column column) {
        var draft = drafts.get(table);
        if (draft != null) draft.columns.add(column);
    }

    void primaryKey(Name table, String column) {
        var draft = drafts.get(table);
        if (draft != null) draft.primaryKey.add(column);
    }

    void uniqueKey(Name table, String key, String column) {
        var draft = drafts.get(table);
        if (draft != null)
            draft.uniqueKeys.computeIfAbsent(key, k -> new ArrayList<>()).add(column);
    }

    void foreignKey(Name table, String key, String column, Name target, String targetColumn) {
        var draft = drafts.get(table);
        if (draft == null) return;
        var reference =
                draft.references.computeIfAbsent(key, k -> new Reference(target, new ArrayList<>(), new ArrayList<>()));
        reference.columns().add(column);
        reference.targetColumns().add(targetColumn);
    }

    void index(Name table, String index, boolean unique, String column) {
        var draft = drafts.get(table);
        if (draft == null) return;
        draft.indexes
                .computeIfAbsent(index, i -> new IndexDraft(unique, new ArrayList<>()))
                .columns()
                .add(column);
    }

    /// In the order in which the tables came.
    List<Table> tables() {
        return drafts.entrySet().stream()
                .map(entry -> table(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Table table(Name name, Draft draft) {
        var required = draft.columns.stream()
                .filter(column -> !column.nullable())
                .map(Column::name)
                .collect(Collectors.toSet());
        return new Table(
                name,
                draft.kind,
                draft.columns,
                draft.primaryKey,
                uniqueKeys(draft, required),
                draft.references.values().stream()
                        .map(key -> new ForeignKey(key.columns(), key.target(), key.targetColumns()))
                        .toList(),
                draft.indexes.entrySet().stream()
                        .map(entry -> new Index(
                                entry.getKey(),
                                entry.getValue().columns(),
                                entry.getValue().unique()))
                        .toList(),
                draft.comment,
                draft.rows);
    }

    /// Declared unique constraints and unique indexes. SQL lets a unique key repeat where it is null, so a key with
    /// a nullable column proves nothing about grain and is left out.
    private static List<List<String>> uniqueKeys(Draft draft, Set<String> required) {
        var keys = new ArrayList<List<String>>(draft.uniqueKeys.values());
        draft.indexes.values().stream()
                .filter(IndexDraft::unique)
                .map(IndexDraft::columns)
                .forEach(keys::add);
        return keys.stream()
                .filter(required::containsAll)
                .filter(key -> !key.equals(draft.primaryKey))
                .distinct()
                .toList();
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
