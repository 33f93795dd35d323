package io.datachat.apex.warehouse.profile;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was inferred about the tables: their keys and what refers to what.
///
/// @param entities in the order of the catalog, tables with a key only
/// @param notes    what a person should look at
record Model(Map<Name, Entity> entities, List<Reference> references, List<String> notes) {
    Model {
        entities = new LinkedHashMap<>(entities);
        references = List.copyOf(references);
        notes = List.copyOf(notes);
    }

    /// @param why how the key is known
    record Entity(String id, Table table, List<String> key, String why) {}

    /// @param why how the reference is known
    record Reference(Name table, List<String> columns, Name target, List<String> targetColumns, String why) {
        Reference {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    List<Reference> of(Name table) {
        return references.stream()
                .filter(reference -> reference.table().equals(table) && entities.containsKey(reference.target()))
                .toList();
    }
}
