package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.datapoint.DataPoint.Relationship;
import java.util.List;

/// A relationship walked in one direction.
///
/// @param role   the declared role with the entity that declares it: two roles to one entity are two steps
/// @param on     column of `from` to column of `to`
/// @param toMany whether one row may have several partners
record Step(String from, String to, String role, List<JoinColumns> on, boolean toMany) {
    /// As declared.
    static Step along(Entity owner, Relationship relationship, Entity target) {
        return new Step(
                owner.id(),
                target.id(),
                owner.id() + "." + relationship.role(),
                columns(relationship, target),
                switch (relationship.cardinality()) {
                    case MANY_TO_ONE, ONE_TO_ONE -> false;
                    case ONE_TO_MANY -> true;
                });
    }

    /// The same relationship from its target's side.
    static Step against(Entity owner, Relationship relationship, Entity target) {
        return new Step(
                target.id(),
                owner.id(),
                "~" + owner.id() + "." + relationship.role(),
                columns(relationship, target).stream()
                        .map(pair -> new JoinColumns(/* column= */ pair.target(), /* target= */ pair.column()))
                        .toList(),
                switch (relationship.cardinality()) {
                    case MANY_TO_ONE -> true;
                    case ONE_TO_ONE, ONE_TO_MANY -> false;
                });
    }

    private static List<JoinColumns> columns(Relationship relationship, Entity target) {
        if (!relationship.on().isEmpty()) return relationship.on();
        return target.primaryKey().stream()
                .map(key -> new JoinColumns(key, key))
                .toList();
    }
}
