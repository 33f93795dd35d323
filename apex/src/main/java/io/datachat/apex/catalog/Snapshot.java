package io.datachat.apex.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.catalog.Table.ForeignKey;
import io.datachat.apex.catalog.Table.Index;
import io.datachat.apex.catalog.Table.Name;
import io.datachat.apex.catalog.Table.Statistics;
import io.datachat.apex.catalog.Table.Statistics.Frequent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A catalog as JSON text, one table per line so that two snapshots can be compared by eye.
public final class Snapshot {
    /// Raised when the text changes its meaning; a snapshot of another version is read from the database again.
    private static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Snapshot() {}

    public static String write(DatabaseCatalog catalog) {
        var head = JSON.createObjectNode()
                .put("version", VERSION)
                .put("database", catalog.database())
                .put("backend", catalog.backend().word())
                .put("default_schema", catalog.defaultSchema())
                .put("fingerprint", catalog.fingerprint())
                .put("read_at", catalog.readAt().toString())
                .toString();
        var text = new StringBuilder(head.substring(0, head.length() - 1)).append(",\"tables\":[");
        var separator = "\n";
        for (var table : catalog.tables()) {
            text.append(separator).append(table(table));
            separator = ",\n";
        }
        return text.append("\n]}\n").toString();
    }

    /// Empty when the text is not a whole snapshot of this version: cut off, edited or older.
    public static Optional<DatabaseCatalog> read(String text) {
        try {
            var root = JSON.readTree(text);
            if (root.path("version").asInt() != VERSION) return Optional.empty();
            var catalog = new DatabaseCatalog(
                    text(root, "database"),
                    Backend.valueOf(text(root, "backend").toUpperCase(Locale.ROOT)),
                    text(root, "default_schema"),
                    list(root, "tables", Snapshot::table),
                    text(root, "fingerprint"),
                    Instant.parse(text(root, "read_at")));
            // A hand-edited structure would make wrong plans: the fingerprint must fit what was read.
            return Fingerprint.of(catalog.tables()).equals(catalog.fingerprint())
                    ? Optional.of(catalog)
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException broken) {
            return Optional.empty();
        }
    }

    private static ObjectNode table(Table table) {
        var node = JSON.createObjectNode()
                .put("schema", table.name().schema())
                .put("table", table.name().table())
                .put("kind", table.kind().name())
                .put("comment", table.comment())
                .put("rows", table.rows());
        node.set("primary_key", words(table.primaryKey()));
        var unique = node.putArray("unique_keys");
        table.uniqueKeys().forEach(key -> unique.add(words(key)));
        var references = node.putArray("foreign_keys");
        table.foreignKeys().forEach(key -> references.add(reference(key)));
        var indexes = node.putArray("indexes");
        table.indexes().forEach(index -> indexes.add(index(index)));
        var columns = node.putArray("columns");
        table.columns().forEach(column -> columns.add(column(column)));
        return node;
    }

    private static Table table(JsonNode node) {
        return new Table(
                new Name(text(node, "schema"), text(node, "table")),
                Table.Kind.valueOf(text(node, "kind")),
                list(node, "columns", Snapshot::column),
                list(node, "primary_key", JsonNode::asText),
                list(node, "unique_keys", Snapshot::words),
                list(node, "foreign_keys", Snapshot::reference),
                list(node, "indexes", Snapshot::index),
                optional(node, "comment"),
                node.path("rows").asLong(-1));
    }

    private static ObjectNode reference(ForeignKey key) {
        var node = JSON.createObjectNode();
        node.set("columns", words(key.columns()));
        node.put("schema", key.target().schema()).put("table", key.target().table());
        node.set("target_columns", words(key.targetColumns()));
        return node;
    }

    private static ForeignKey reference(JsonNode node) {
        return new ForeignKey(
                list(node, "columns", JsonNode::asText),
                new Name(text(node, "schema"), text(node, "table")),
                list(node, "target_columns", JsonNode::asText));
    }

    private static ObjectNode index(Index index) {
        var node = JSON.createObjectNode().put("name", index.name()).put("unique", index.unique());
        node.set("columns", words(index.columns()));
        return node;
    }

    private static Index index(JsonNode node) {
        return new Index(
                text(node, "name"),
                list(node, "columns", JsonNode::asText),
                node.path("unique").asBoolean());
    }

    private static ObjectNode column(Column column) {
        var node = JSON.createObjectNode()
                .put("name", column.name())
                .put("type", TypeWords.write(column.type()))
                .put("nullable", column.nullable());
        if (column.comment() != null) node.put("comment", column.comment());
        if (!column.enumValues().isEmpty()) node.set("values", words(column.enumValues()));
        var measured = column.statistics();
        if (measured != null) node.set("statistics", statistics(measured));
        return node;
    }

    private static Column column(JsonNode node) {
        var measured = node.get("statistics");
        return new Column(
                text(node, "name"),
                TypeWords.read(text(node, "type")).orElseThrow(() -> new IllegalArgumentException("unknown type")),
                node.path("nullable").asBoolean(),
                optional(node, "comment"),
                list(node, "values", JsonNode::asText),
                measured == null ? null : statistics(measured));
    }

    private static ObjectNode statistics(Statistics measured) {
        var node = JSON.createObjectNode()
                .put("null_share", measured.nullShare())
                .put("distinct", measured.distinct())
                .put("exact", measured.exact())
                .put("min", measured.min())
                .put("max", measured.max());
        var top = node.putArray("top");
        measured.top()
                .forEach(value -> top.addObject().put("value", value.value()).put("rows", value.rows()));
        return node;
    }

    private static Statistics statistics(JsonNode node) {
        return new Statistics(
                node.path("null_share").asDouble(),
                node.path("distinct").asLong(),
                node.path("exact").asBoolean(),
                optional(node, "min"),
                optional(node, "max"),
                list(
                        node,
                        "top",
                        value -> new Frequent(
                                text(value, "value"), value.path("rows").asLong())));
    }

    private static ArrayNode words(List<String> words) {
        var node = JSON.createArrayNode();
        words.forEach(node::add);
        return node;
    }

    private static List<String> words(JsonNode node) {
        var words = new ArrayList<String>();
        node.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static <T> List<T> list(JsonNode node, String key, Function<JsonNode, T> reading) {
        var items = new ArrayList<T>();
        node.path(key).forEach(item -> items.add(reading.apply(item)));
        return items;
    }

    private static String text(JsonNode node, String key) {
        var value = optional(node, key);
        if (value == null) throw new IllegalArgumentException(key + " is missing");
        return value;
    }

    private static @Nullable String optional(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.get(key).asText() : null;
    }
}
