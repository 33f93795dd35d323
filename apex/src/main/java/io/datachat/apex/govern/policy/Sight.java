package io.datachat.apex.govern.policy;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.read.Expression;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a set of roles sees, whoever has them.
///
/// @param roles those of the project's
record Sight(SortedSet<String> roles, Map<String, Database> databases) {
    /// @param full    the catalog as the database has it
    /// @param visible the catalog as these roles see it
    /// @param tables  those that are not seen whole
    record Database(Relations full, Relations visible, Map<Table.Name, TableSight> tables) {}

    /// The names of everything that rules ask of the viewer.
    Set<String> attributes() {
        Set<String> names = new TreeSet<>();
        for (var database : databases.values())
            for (var table : database.tables().values())
                for (var grant : table.grants())
                    Stream.concat(
                                    Stream.ofNullable(grant.rows()),
                                    grant.masks().values().stream().map(Grant.Mask::expression))
                            .forEach(expression -> attributes(expression, names));
        return names;
    }

    private static void attributes(@Nullable Expression expression, Set<String> names) {
        if (expression == null) return;
        for (var reference : expression.references())
            if (reference.segments().size() == 2
                    && reference.segments().getFirst().equals(RuleBinding.VIEWER))
                names.add(reference.segments().getLast());
    }
}
