package io.datachat.apex.workspace;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.workspace.Edge.Pair;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An entity whose every version is a row, bound to its tables.
///
/// @param latest  the view of the newest versions; null when there is none for this person
/// @param bearers the tables that speak of it
public record Versioning(
        String entity,
        Table.Name table,
        Table.@Nullable Name latest,
        List<String> identity,
        String version,
        List<Bearer> bearers) {
    public Versioning {
        identity = List.copyOf(identity);
        bearers = List.copyOf(bearers);
    }

    public enum Role {
        SATELLITE,
        LINK,
        REFERENCE
    }

    /// @param on own columns to the entity's
    public record Bearer(Table.Name table, Role role, List<Pair> on) {
        public Bearer {
            on = List.copyOf(on);
        }
    }

    /// The column in which a table says of which version a row is; empty when it does not tell, or is the view of
    /// the newest.
    public Optional<String> versionOf(Table.Name of) {
        if (of.equals(table)) return Optional.of(version);
        return bearers.stream()
                .filter(bearer -> bearer.table.equals(of) && bearer.role != Role.REFERENCE)
                .flatMap(bearer -> bearer.on.stream())
                .filter(pair -> pair.target().equals(version))
                .map(Pair::column)
                .findFirst();
    }

    public boolean heads(Table.Name of) {
        return of.equals(latest);
    }

    /// How a table takes part, if it does.
    public Optional<Role> role(Table.Name of) {
        return bearers.stream()
                .filter(bearer -> bearer.table.equals(of))
                .map(Bearer::role)
                .findFirst();
    }
}
