package io.datachat.apex.warehouse.profile;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.catalog.Table.Statistics.Frequent;
import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.apex.warehouse.profile.Model.Entity;
import io.datachat.apex.warehouse.profile.Model.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes what was inferred as DataPoints, each with the reason for it.
final class Drafting {
    private static final String HEAD =
            "Written by `datachat profile`. Do not edit: corrections belong into datapoints/user, where they override"
                    + " this file.";
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int VALUES = 12;

    private final DatabaseCatalog catalog;
    private final Model model;

    Drafting(DatabaseCatalog catalog, Model model) {
        this.catalog = catalog;
        this.model = model;
    }

    String schemas() {
        var yaml = new YamlText().comment(HEAD);
        var ids = new Names.Unique();
        for (var table : catalog.tables())
            schema(yaml, table, ids.of(Names.snake(table.name().toString())));
        return yaml.toString();
    }

    private void schema(YamlText yaml, Table table, String id) {
        yaml.document()
                .put("id", id)
                .put("type", "schema")
                .put("name", table.name().toString());
        yaml.put("definition", table.comment()).put("review", "approved").put("database", catalog.database());
        yaml.put("table", table.name().toString()).list("primary_key", table.primaryKey());
        if (table.rows() >= 0) yaml.put("rows", table.rows());
        yaml.open("columns");
        for (var column : table.columns()) {
            yaml.open(column.name()).put("type", column.type().word()).put("nullable", column.nullable());
            yaml.put("description", column.comment()).put("references", references(table, column));
            yaml.list("values", values(column)).close();
        }
        yaml.close();
    }

    private @Nullable String references(Table table, Column column) {
        return model.references().stream()
                .filter(reference -> reference.table().equals(table.name())
                        && reference.columns().equals(List.of(column.name())))
                .map(reference ->
                        reference.target() + "." + reference.targetColumns().getFirst())
                .findFirst()
                .orElse(null);
    }

    private static List<String> values(Column column) {
        if (!column.enumValues().isEmpty()) return column.enumValues();
        var measured = column.statistics();
        var text = column.type() == Simple.TEXT;
        if (!text || measured == null || measured.distinct() > VALUES) return List.of();
        return measured.top().stream().map(Frequent::value).toList();
    }

    String entities() {
        var yaml = new YamlText().comment(HEAD);
        model.entities().values().forEach(entity -> entity(yaml, entity));
        return yaml.toString();
    }

    private void entity(YamlText yaml, Entity entity) {
        var table = entity.table();
        var said = table.comment() == null ? "" : sentence(table.comment());
        yaml.document().put("id", entity.id()).put("type", "entity").put("name", Names.title(entity.id()));
        yaml.put(
                "definition",
                said + "One row of " + table.name() + " per " + String.join(", ", entity.key()) + " (" + entity.why()
                        + ").");
        yaml.put("review", "proposed")
                .put("database", catalog.database())
                .put("source", table.name().toString());
        yaml.list("primary_key", entity.key()).put("time", Roles.time(table).orElse(null));
        var names = new Names.Unique();
        var references = model.of(table.name());
        var roles = references.stream()
                .map(reference -> names.of(role(reference, references)))
                .toList();
        dimensions(yaml, entity, names, references);
        if (!references.isEmpty()) yaml.open("relationships");
        for (int i = 0; i < roles.size(); i++) relationship(yaml, entity, roles.get(i), references.get(i));
        if (!references.isEmpty()) yaml.close();
    }

    private static void dimensions(YamlText yaml, Entity entity, Names.Unique names, List<Reference> references) {
        var used = new HashSet<String>(entity.key());
        references.forEach(reference -> used.addAll(reference.columns()));
        var chosen = entity.table().columns().stream()
                .filter(column -> !used.contains(column.name()) && Roles.dimension(entity.table(), column))
                .toList();
        if (chosen.isEmpty()) return;
        yaml.open("dimensions");
        for (var column : chosen) {
            var name = names.of(Names.snake(column.name()));
            yaml.open(name);
            if (!name.equals(column.name())) yaml.put("expression", expression(column.name()));
            yaml.put("description", described(column)).close();
        }
        yaml.close();
    }

    private static String described(Column column) {
        if (column.comment() != null) return column.comment();
        var measured = column.statistics();
        if (!column.enumValues().isEmpty()) return column.enumValues().size() + " values declared by the database.";
        if (column.type().temporal() || measured == null) return "The column " + column.name() + ".";
        return "The column " + column.name() + ", " + (measured.exact() ? "" : "about ") + measured.distinct()
                + " values.";
    }

    /// The target's id, unless the column's name says what part the target plays: `billing_address_id` →
    /// `billing_address`.
    private String role(Reference reference, List<Reference> all) {
        var target =
                Objects.requireNonNull(model.entities().get(reference.target())).id();
        var rivals = all.stream()
                .filter(other -> other.target().equals(reference.target()))
                .count();
        var stem = Names.snake(reference.columns().getFirst()).replaceFirst("_(id|code|key)$", "");
        var plays = reference.columns().size() == 1 && !stem.equals(target) && stem.endsWith("_" + target);
        return rivals > 1 || plays ? stem : target;
    }

    private void relationship(YamlText yaml, Entity entity, String role, Reference reference) {
        var target = Objects.requireNonNull(model.entities().get(reference.target()));
        yaml.comment(reference.why()).open(role).put("to", target.id());
        if (References.unique(entity.table(), reference.columns(), entity.key())) yaml.put("cardinality", "one_to_one");
        yaml.open("on");
        for (int i = 0; i < reference.columns().size(); i++)
            yaml.put(reference.columns().get(i), reference.targetColumns().get(i));
        yaml.close().close();
    }

    String metrics() {
        var yaml = new YamlText().comment(HEAD);
        var ids = new Names.Unique();
        for (var entity : model.entities().values()) {
            var counted = new Label(
                    ids.of(entity.id() + "_count"), "Number of " + entity.id().replace('_', ' ') + " rows");
            metric(yaml, entity, counted, null, Aggregation.COUNT);
            var keys = keyColumns(entity);
            for (var column : entity.table().columns()) {
                if (keys.contains(column.name())) continue;
                Roles.measure(column).ifPresent(how -> measure(yaml, entity, column, how, ids));
            }
        }
        return yaml.toString();
    }

    private Set<String> keyColumns(Entity entity) {
        var keys = new HashSet<String>(entity.key());
        model.of(entity.table().name()).forEach(reference -> keys.addAll(reference.columns()));
        return keys;
    }

    private static void measure(YamlText yaml, Entity entity, Column column, Aggregation how, Names.Unique ids) {
        var word = how == Aggregation.SUM ? "total" : "average";
        var name = Names.snake(column.name());
        var subject = name.startsWith(entity.id()) ? name : entity.id() + "_" + name;
        var label = new Label(ids.of(word + "_" + subject), Names.title(word + " " + subject.replace('_', ' ')));
        metric(yaml, entity, label, column.name(), how);
    }

    private record Label(String id, String name) {}

    private static void metric(YamlText yaml, Entity entity, Label label, @Nullable String column, Aggregation how) {
        yaml.document().put("id", label.id()).put("type", "metric").put("name", label.name());
        yaml.put(
                "definition",
                column == null
                        ? "Counts the rows of " + entity.table().name() + "."
                        : "Proposed because " + column + " is a number whose name reads like one to "
                                + (how == Aggregation.SUM ? "add up." : "average.")
                                + " Check its unit and which rows count.");
        yaml.put("review", "proposed").open("execution").put("entity", entity.id());
        yaml.put("aggregation", how.name().toLowerCase(Locale.ROOT));
        if (column != null) yaml.put("expression", expression(column));
        yaml.close();
    }

    private static String expression(String column) {
        return IDENTIFIER.matcher(column).matches() ? column : '"' + column.replace("\"", "\"\"") + '"';
    }

    private static String sentence(String comment) {
        var text = comment.strip();
        return text.endsWith(".") ? text + " " : text + ". ";
    }
}
