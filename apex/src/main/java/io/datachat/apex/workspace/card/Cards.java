package io.datachat.apex.workspace.card;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.workspace.Versioning;
import io.datachat.apex.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the cards of a workspace. What somebody does not see of a table is not on its card.
public final class Cards {
    private final Workspace workspace;
    private final Library library;

    private Cards(Workspace workspace, Library library) {
        this.workspace = workspace;
        this.library = library;
    }

    /// @param library the definitions that the same person sees
    public static List<Card> of(Workspace workspace, Library library) {
        var cards = new Cards(workspace, library);
        return workspace.catalog().tables().stream().map(cards::card).toList();
    }

    private Card card(Table table) {
        var allowed = allowed(table);
        var described = described(table);
        return new Card(
                workspace.called(table.name()),
                table.kind().name().toLowerCase(Locale.ROOT),
                first(
                        allowed.description(),
                        described.map(schema -> schema.common().definition()).orElse(null),
                        table.comment()),
                allowed.grain(),
                allowed.synonyms(),
                table.columns().stream()
                        .map(column -> column(table, column, described))
                        .toList(),
                Stream.concat(Stream.of(table.primaryKey()), table.uniqueKeys().stream())
                        .filter(key -> !key.isEmpty())
                        .distinct()
                        .toList(),
                workspace.from(table.name()).stream()
                        .map(edge -> new Card.Join(
                                workspace.called(edge.to()),
                                edge.condition(workspace.called(edge.from()), workspace.called(edge.to())),
                                edge.cardinality().name().toLowerCase(Locale.ROOT),
                                edge.why()))
                        .toList(),
                versions(table),
                allowed.json().stream().filter(sql -> reads(sql, table)).toList(),
                filters(allowed, table),
                allowed.safety());
    }

    private Domain.Allowed allowed(Table table) {
        var catalog = workspace.catalog();
        return workspace.domain().tables().stream()
                .filter(allowed -> catalog.table(allowed.table())
                        .map(Table::name)
                        .filter(table.name()::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private Optional<DataPoint.Schema> described(Table table) {
        return library.all(DataPoint.Schema.class).stream()
                .filter(schema -> schema.table().equalsIgnoreCase(table.name().toString())
                        || schema.table().equalsIgnoreCase(workspace.called(table.name())))
                .findFirst();
    }

    private static @Nullable String first(@Nullable String own, @Nullable String described, @Nullable String comment) {
        return own != null ? own : described != null ? described : comment;
    }

    private Card.Column column(Table table, Table.Column column, Optional<DataPoint.Schema> described) {
        var derived = workspace.domain().derived().stream()
                .filter(field -> field.name().equals(column.name())
                        && workspace
                                .catalog()
                                .table(field.table())
                                .filter(of -> of.name().equals(table.name()))
                                .isPresent())
                .findFirst();
        var told = described.stream()
                .flatMap(schema -> schema.columns().stream())
                .filter(known -> known.name().equalsIgnoreCase(column.name()))
                .findFirst();
        return new Card.Column(
                column.name(),
                column.type().word(),
                column.nullable(),
                first(
                        column.comment(),
                        told.map(DataPoint.SchemaColumn::description).orElse(null),
                        null),
                column.enumValues().isEmpty()
                        ? told.map(DataPoint.SchemaColumn::values).orElse(List.of())
                        : column.enumValues(),
                derived.map(Domain.Derived::expression).orElse(null));
    }

    private List<String> versions(Table table) {
        List<String> said = new ArrayList<>();
        for (var rule : workspace.versions()) {
            var head = rule.latest() == null ? "" : "; the newest are in " + workspace.called(rule.latest());
            if (rule.table().equals(table.name()))
                said.add("every version of the " + rule.entity() + " (" + rule.version() + ")" + head);
            if (rule.heads(table.name())) said.add("the newest version of the " + rule.entity());
            rule.role(table.name()).ifPresent(role -> said.add(role(role, rule, table.name())));
        }
        return said;
    }

    private static String role(Versioning.Role role, Versioning rule, Table.Name table) {
        var column = rule.versionOf(table).orElse("");
        return switch (role) {
            case SATELLITE -> "belongs to one version of the " + rule.entity() + " (" + column + ")";
            case LINK -> "carries the version of the " + rule.entity() + " (" + column + ")";
            case REFERENCE -> "names the " + rule.entity() + " without a version: the newest is meant";
        };
    }

    private Map<String, String> filters(Domain.Allowed allowed, Table table) {
        Map<String, String> filters = new LinkedHashMap<>();
        for (var filter : allowed.filters())
            if (reads(filter.where(), table)) filters.put(filter.name(), filter.where());
        return filters;
    }

    /// Whether what it reads is there for this person.
    private boolean reads(String sql, Table table) {
        return workspace.readable(sql, table);
    }
}
