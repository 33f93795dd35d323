package io.datachat.apex.workspace;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.workspace.Edge.Pair;
import io.datachat.apex.workspace.Versioning.Bearer;
import io.datachat.apex.workspace.Versioning.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One version rule, bound.
final class VersionBinding {
    private final Binding binding;
    private final Domain.Versions written;
    private final String at;

    VersionBinding(Binding binding, Domain.Versions written, String at) {
        this.binding = binding;
        this.written = written;
        this.at = at;
    }

    Optional<Versioning> bound() {
        var table = binding.table(written.table(), at + ".table");
        if (table.isEmpty()) {
            drop();
            return Optional.empty();
        }
        if (written.identity().isEmpty()) {
            drop();
            binding.report(
                    WorkspaceCode.BAD_VERSIONS,
                    "the versions of " + written.entity() + " have no identity",
                    at,
                    "write identity: [id], or all columns that tell one " + written.entity() + " from another");
            return Optional.empty();
        }
        var identity = columns(table.get(), written.identity(), at + ".identity");
        var version = binding.column(table.get(), written.version(), at + ".version");
        if (identity.size() < written.identity().size() || version.isEmpty()) {
            binding.drop(table.get().name().toString());
            drop();
            return Optional.empty();
        }
        List<String> whole = new ArrayList<>(identity);
        whole.add(version.get().name());
        var latest = written.latest() == null
                ? Optional.<Table>empty()
                : binding.table(written.latest(), at + ".latest")
                        .filter(view -> columns(view, whole, at + ".latest").size() == whole.size());
        var bound = new Bound(table.get(), identity, version.get().name(), whole);
        List<Bearer> bearers = new ArrayList<>();
        bearers.addAll(bearers(Role.SATELLITE, written.satellites(), "satellites", bound));
        bearers.addAll(bearers(Role.LINK, written.links(), "links", bound));
        bearers.addAll(bearers(Role.REFERENCE, written.references(), "references", bound));
        return Optional.of(
                new Versioning(written.entity(), table.get().name(), name(latest), identity, bound.version, bearers));
    }

    /// The rows of a rule that does not hold are of no known version.
    private void drop() {
        for (var carriers : List.of(written.satellites(), written.links()))
            for (var carrier : carriers) binding.drop(carrier.table());
    }

    private static Table.@Nullable Name name(Optional<Table> table) {
        return table.map(Table::name).orElse(null);
    }

    private record Bound(Table table, List<String> identity, String version, List<String> whole) {}

    private List<String> columns(Table table, List<String> wanted, String path) {
        return wanted.stream()
                .flatMap(column -> binding.column(table, column, path).stream())
                .map(Table.Column::name)
                .toList();
    }

    private List<Bearer> bearers(Role role, List<Domain.Carrier> carriers, String key, Bound bound) {
        List<Bearer> bearers = new ArrayList<>();
        for (var index = 0; index < carriers.size(); index++) {
            var path = at + "." + key + "[" + index + "]";
            var carrier = carriers.get(index);
            var table = binding.table(carrier.table(), path);
            if (table.isEmpty()) continue;
            var on = binding.pairs(carrier.on(), table.get(), bound.table, path + ".on");
            if (on.isPresent() && whole(role, on.get(), bound, carrier, path))
                bearers.add(new Bearer(table.get().name(), role, on.get()));
            else binding.drop(table.get().name().toString());
        }
        return bearers;
    }

    /// A satellite without the version would belong to all of them; a reference with one would be a link.
    private boolean whole(Role role, List<Pair> on, Bound bound, Domain.Carrier carrier, String path) {
        var needed = role == Role.REFERENCE ? bound.identity : bound.whole;
        var named = on.stream().map(Pair::target).toList();
        var missing = needed.stream().filter(column -> !named.contains(column)).toList();
        var surplus = named.stream().filter(column -> !needed.contains(column)).toList();
        if (missing.isEmpty() && surplus.isEmpty()) return true;
        var wrong = missing.isEmpty()
                ? "carries " + String.join(", ", surplus) + " as well"
                : "carries no " + String.join(", ", missing);
        binding.report(
                WorkspaceCode.BAD_VERSIONS,
                carrier.table() + " " + wrong + " of " + written.entity(),
                path + ".on",
                role == Role.REFERENCE
                        ? "a reference names the identity alone; a table that carries a version stands below links:"
                        : "name a column for each of " + String.join(", ", needed)
                                + "; a table without the version stands below references:");
        return false;
    }
}
