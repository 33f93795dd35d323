package io.datachat.apex.workspace;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.Domain.Cardinality;
import io.datachat.apex.workspace.Edge.Pair;
import io.datachat.apex.workspace.Versioning.Bearer;
import io.datachat.apex.workspace.Versioning.Role;
import java.util.ArrayList;
import java.util.List;

/// The joins that follow from a version rule: what carries a version meets that version, and what carries none meets
/// the newest.
final class VersionEdges {
    private final Versioning rule;
    private final DatabaseCatalog catalog;
    private final List<Edge> edges = new ArrayList<>();

    private VersionEdges(Versioning rule, DatabaseCatalog catalog) {
        this.rule = rule;
        this.catalog = catalog;
    }

    static List<Edge> of(Versioning rule, DatabaseCatalog catalog) {
        return new VersionEdges(rule, catalog).edges();
    }

    private List<Edge> edges() {
        var latest = rule.latest();
        for (var bearer : rule.bearers()) {
            if (bearer.role() == Role.REFERENCE) {
                if (latest != null)
                    edges.add(edge(
                            bearer,
                            latest,
                            called(bearer.table()) + " names the " + rule.entity()
                                    + " but none of its versions: it means the newest, which is in "
                                    + called(latest)));
                continue;
            }
            edges.add(edge(bearer, rule.table(), carries(bearer)));
            if (latest != null) edges.add(edge(bearer, latest, carries(bearer)));
        }
        if (latest != null) {
            var whole = new ArrayList<>(rule.identity());
            whole.add(rule.version());
            edges.add(new Edge(
                    latest,
                    rule.table(),
                    whole.stream().map(column -> new Pair(column, column)).toList(),
                    Cardinality.ONE_TO_ONE,
                    called(latest) + " holds the newest version of each row of " + called(rule.table())));
        }
        siblings();
        return edges;
    }

    /// What carries the same version of the same entity belongs together, also without the entity between. Of both
    /// there may be several rows, so neither side is told to be a key.
    private void siblings() {
        var carriers = rule.bearers().stream()
                .filter(bearer -> bearer.role() != Role.REFERENCE)
                .toList();
        for (var one = 0; one < carriers.size(); one++)
            for (var other = one + 1; other < carriers.size(); other++) {
                var left = carriers.get(one);
                var right = carriers.get(other);
                if (!left.table().equals(right.table())) edges.add(sibling(left, right));
            }
    }

    private Edge sibling(Bearer left, Bearer right) {
        List<Pair> on = new ArrayList<>();
        for (var pair : left.on())
            right.on().stream()
                    .filter(other -> other.target().equals(pair.target()))
                    .forEach(other -> on.add(new Pair(pair.column(), other.column())));
        return new Edge(
                left.table(),
                right.table(),
                on,
                Cardinality.MANY_TO_MANY,
                "both carry the version of the " + rule.entity());
    }

    private Edge edge(Bearer bearer, Table.Name to, String why) {
        return new Edge(bearer.table(), to, bearer.on(), Cardinality.MANY_TO_ONE, why);
    }

    private String carries(Bearer bearer) {
        var column = rule.versionOf(bearer.table()).orElseThrow();
        return called(bearer.table()) + " carries the version of the " + rule.entity() + " (" + column + ")";
    }

    private String called(Table.Name table) {
        return catalog.shortest(table);
    }
}
