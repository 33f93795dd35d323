package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.ledger.Slug;
import io.datachat.apex.exchange.metricflow.text.Jinja;
import io.datachat.apex.exchange.metricflow.text.Jinja.Reference;
import io.datachat.apex.exchange.metricflow.text.Semantics.SavedQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Saved queries as dashboards of one tile.
final class QueryImport {
    private final ImportedNames names;
    private final Slug ids = new Slug();

    QueryImport(ImportedNames names) {
        this.names = names;
    }

    @Nullable
    Map<String, Object> dashboard(SavedQuery query) {
        var line = query.line();
        if (query.metrics().isEmpty()) {
            line.not("a tile shows metrics, and it asks for none");
            return null;
        }
        var missing = query.metrics().stream()
                .filter(metric -> names.metric(metric).isEmpty())
                .toList();
        var about = names.about(query.metrics());
        if (about.isEmpty()) {
            line.not("without " + String.join(", ", missing));
            return null;
        }
        List<String> dimensions = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (var text : query.groupBy()) {
            var reference = Jinja.read(text).orElseGet(() -> Reference.named(text, null, null));
            var axis = about.get().axis(reference);
            if (axis.why() != null) said.add(axis.why());
            dimensions.add(axis.cut() == null ? axis.path() : axis.path() + ":" + axis.cut());
        }
        List<String> filters = new ArrayList<>();
        for (var text : query.where()) about.get().where(text, said).ifPresent(filters::add);
        if (!said.isEmpty()) {
            line.not(String.join(", ", said));
            return null;
        }
        if (!query.order().isEmpty()) line.roughly("a tile has no order of its own; order_by is left out");
        Map<String, Object> tile = new LinkedHashMap<>();
        tile.put(
                "title",
                query.told().label() == null ? query.name() : query.told().label());
        tile.put(
                "metrics",
                query.metrics().stream()
                        .map(metric ->
                                Objects.requireNonNull(names.metric(metric).orElse(null)))
                        .toList());
        tile.put("dimensions", dimensions);
        tile.put("filters", filters);
        if (query.limit() != null && query.order().isEmpty()) tile.put("limit", Integer.valueOf(query.limit()));
        var document = EntityImport.common(ids.of(query.name()), "dashboard", query.name(), query.told());
        document.put("tiles", List.of(tile));
        return document;
    }
}
