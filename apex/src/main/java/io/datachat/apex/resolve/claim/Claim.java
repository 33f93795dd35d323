package io.datachat.apex.resolve.claim;

import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.Step;
import java.util.List;

/// Something that a definition says about the rows of its entity's table, and that the data may prove wrong.
public sealed interface Claim {
    /// The id of the entity that claims it.
    String entity();

    /// No two rows have the same values here.
    ///
    /// @param primary a primary key has no two rows with NULL either
    record Key(String entity, List<String> columns, boolean primary) implements Claim {
        public Key {
            columns = List.copyOf(columns);
        }
    }

    /// Each row of a history holds from before it ends.
    record Forward(String entity) implements Claim {}

    /// No two rows of one key hold at the same time.
    record Disjoint(String entity) implements Claim {}

    /// Between the first and the last moment of a calendar none is missing.
    record Complete(String entity) implements Claim {}

    /// Every row that names a partner has one. Answers do not rely on it: a row without partner keeps its measure.
    record Partners(String entity, Step step) implements Claim {}

    /// What a join on these columns of an entity relies on, so that it finds one row at most.
    static List<Claim> joining(BoundEntity to, List<String> columns) {
        return to.valid() == null
                ? List.of(new Key(
                        to.id(), sorted(to, columns), sorted(to, columns).equals(to.key())))
                : List.of(new Forward(to.id()), new Disjoint(to.id()), new Key(to.id(), to.rowKey(), true));
    }

    /// The primary key in its own order, so that one claim has one form.
    private static List<String> sorted(BoundEntity to, List<String> columns) {
        return columns.size() == to.key().size() && columns.containsAll(to.key())
                ? to.key()
                : columns.stream().sorted().toList();
    }

    /// What an answer relies on that counts each row of an entity once.
    static List<Claim> counting(BoundEntity entity) {
        return entity.key().isEmpty() ? List.of() : List.of(new Key(entity.id(), entity.rowKey(), true));
    }
}
