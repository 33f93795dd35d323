package io.datachat.apex.warehouse.profile;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.warehouse.profile.Model.Entity;
import io.datachat.apex.warehouse.profile.Model.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what refers to what: declared foreign keys, else columns named like another table's key whose every value is
/// one.
final class References {
    private final Questions questions;
    private final Collection<Entity> entities;
    private final List<String> notes;

    References(Questions questions, Collection<Entity> entities, List<String> notes) {
        this.questions = questions;
        this.entities = entities;
        this.notes = notes;
    }

    List<Reference> of(Entity entity) {
        var found = new ArrayList<Reference>();
        var explained = new HashSet<String>();
        for (var key : entity.table().foreignKeys()) {
            explained.addAll(key.columns());
            found.add(new Reference(
                    entity.table().name(), key.columns(), key.target(), key.targetColumns(), "declared foreign key"));
        }
        for (var column : entity.table().columns())
            if (!explained.contains(column.name())) inferred(entity, column).ifPresent(found::add);
        return found;
    }

    private Optional<Reference> inferred(Entity entity, Column column) {
        var targets = entities.stream()
                .filter(target -> target.key().size() == 1 && !target.id().equals(entity.id()))
                .filter(target -> named(column.name(), target))
                .filter(target -> comparable(column.type(), keyType(target)))
                .filter(target -> !(entity.key().equals(List.of(column.name()))
                        && target.key().equals(entity.key())))
                .filter(target -> questions.included(
                        entity.table().name(),
                        column.name(),
                        target.table().name(),
                        target.key().getFirst()))
                .toList();
        if (targets.size() > 1) {
            notes.add(entity.table().name() + "." + column.name() + " fits the keys of several tables ("
                    + String.join(", ", targets.stream().map(Entity::id).toList()) + "); choose one by hand");
            return Optional.empty();
        }
        return targets.stream()
                .findFirst()
                .map(target -> new Reference(
                        entity.table().name(),
                        List.of(column.name()),
                        target.table().name(),
                        target.key(),
                        "inferred: every " + column.name() + " is a "
                                + target.key().getFirst() + " of "
                                + target.table().name()));
    }

    /// `customer_id`, `billing_customer_id` and `customer` all name the key of `customers`; a bare `id` names only
    /// its own.
    private static boolean named(String column, Entity target) {
        var name = Names.snake(column);
        var one = Names.singular(Names.snake(target.table().name().table()));
        var key = Names.snake(target.key().getFirst());
        var full = key.startsWith(one + "_") ? key : one + "_" + key;
        if (name.equals("id") || name.equals("code")) return false;
        return Set.of(full, one).contains(name) || name.endsWith("_" + full) || (key.contains("_") && name.equals(key));
    }

    private static DataType keyType(Entity target) {
        return target.table().column(target.key().getFirst()).map(Column::type).orElse(Simple.BYTES);
    }

    private static boolean comparable(DataType own, DataType key) {
        return own.equals(key) || (own.numeric() && key.numeric());
    }

    static boolean unique(Table table, List<String> columns, List<String> key) {
        return columns.equals(key)
                || columns.equals(table.primaryKey())
                || table.uniqueKeys().contains(columns);
    }
}
