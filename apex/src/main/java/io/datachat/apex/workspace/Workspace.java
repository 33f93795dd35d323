package io.datachat.apex.workspace;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.problem.Problem;
import java.util.List;
import java.util.stream.Stream;

/// A workspace bound to the tables that somebody sees.
///
/// @param relations  all tables of the database, with the keys that the workspace tells of: what plans read
/// @param seen       the tables of the workspace with their derived fields: what names mean
/// @param problems   what of it could not be bound
public record Workspace(
        Domain domain,
        Relations relations,
        Relations seen,
        List<Edge> edges,
        List<Versioning> versions,
        List<Problem> problems) {
    public Workspace {
        edges = List.copyOf(edges);
        versions = List.copyOf(versions);
        problems = List.copyOf(problems);
    }

    public String name() {
        return domain.name();
    }

    public DatabaseCatalog catalog() {
        return seen.catalog();
    }

    /// A table as it is written in this workspace.
    public String called(Table.Name table) {
        return catalog().shortest(table);
    }

    /// The edges between two tables, read from the first to the second.
    public List<Edge> between(Table.Name one, Table.Name other) {
        return edges.stream()
                .filter(edge -> edge.between(one, other))
                .map(edge -> edge.from().equals(one) ? edge : edge.reversed())
                .toList();
    }

    /// The edges of a table, read from it.
    public List<Edge> from(Table.Name table) {
        return edges.stream()
                .flatMap(edge -> edge.from().equals(table)
                        ? Stream.of(edge)
                        : edge.to().equals(table) ? Stream.of(edge.reversed()) : Stream.of())
                .toList();
    }

    /// Whether SQL over the columns of a table speaks only of those that are there.
    public boolean readable(String sql, Table table) {
        return Fields.readable(sql, table);
    }

    /// The same with other exemplars.
    public Workspace showing(List<Domain.Exemplar> exemplars) {
        return new Workspace(
                new Domain(
                        domain.name(),
                        domain.description(),
                        domain.database(),
                        domain.tables(),
                        domain.joins(),
                        domain.versions(),
                        domain.derived(),
                        exemplars),
                relations,
                seen,
                edges,
                versions,
                problems);
    }
}
