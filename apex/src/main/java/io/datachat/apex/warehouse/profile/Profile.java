package io.datachat.apex.warehouse.profile;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Name;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.profile.Model.Entity;
import io.datachat.apex.warehouse.profile.Model.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A measured catalog → proposals. Everything inferred was proven on the data of the moment and is marked `proposed`: a
/// proposal answers no question until a person approves it.
public final class Profile {
    private Profile() {}

    /// @param files     YAML by path below `datapoints/`: `managed/shop/entities.yaml`
    /// @param notes     what a person should look at: tables without a key, references with several targets
    public record Proposal(Map<String, String> files, int entities, int relationships, List<String> notes) {
        public Proposal {
            files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
            notes = List.copyOf(notes);
        }
    }

    /// @param measured a catalog with statistics, of [Sampling]
    public static Proposal propose(Warehouse warehouse, DatabaseCatalog measured, Cancellation cancellation) {
        var model = model(measured, new Questions(warehouse, cancellation));
        var drafting = new Drafting(measured, model);
        var folder = "managed/" + Names.snake(measured.database()) + "/";
        var files = new LinkedHashMap<String, String>();
        files.put(folder + "schemas.yaml", drafting.schemas());
        if (!model.entities().isEmpty()) {
            files.put(folder + "entities.yaml", drafting.entities());
            files.put(folder + "metrics.yaml", drafting.metrics());
        }
        return new Proposal(files, model.entities().size(), model.references().size(), model.notes());
    }

    private static Model model(DatabaseCatalog catalog, Questions questions) {
        var notes = new ArrayList<String>();
        var entities = entities(catalog, new Keys(questions), notes);
        var references = new ArrayList<Reference>();
        var finding = new References(questions, entities.values(), notes);
        for (var entity : entities.values()) references.addAll(finding.of(entity));
        return new Model(entities, references, notes);
    }

    private static Map<Name, Entity> entities(DatabaseCatalog catalog, Keys keys, List<String> notes) {
        var entities = new LinkedHashMap<Name, Entity>();
        var ids = new Names.Unique();
        for (var table : catalog.tables()) {
            if (table.kind() != Table.Kind.TABLE) continue;
            var key = keys.of(table);
            if (key.isEmpty())
                notes.add(table.name() + " has no key that could be proven, so no entity is proposed for it");
            else
                entities.put(
                        table.name(),
                        new Entity(
                                id(table, ids),
                                table,
                                key.get().columns(),
                                key.get().why()));
        }
        return entities;
    }

    private static String id(Table table, Names.Unique ids) {
        var simple = Names.singular(Names.snake(table.name().table()));
        return ids.of(ids.takenAlready(simple) ? Names.snake(table.name().schema()) + "_" + simple : simple);
    }
}
