package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.ledger.Slug;
import io.datachat.apex.exchange.metricflow.ImportedNames.Axis;
import io.datachat.apex.exchange.metricflow.text.Jinja;
import io.datachat.apex.exchange.metricflow.text.Jinja.Reference;
import io.datachat.apex.exchange.metricflow.text.Semantics.SavedQuery;
import io.datachat.apex.query.MetricQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        var missing = query.metrics().stream()
                .filter(metric -> names.metric(metric).isEmpty())
                .toList();
        var about = query.metrics().isEmpty() ? values(query) : names.about(query.metrics());
        if (about.isEmpty()) {
            line.not(
                    query.metrics().isEmpty()
                            ? "no single model has all the values that it asks for"
                            : "without " + String.join(", ", missing));
            return null;
        }
        var question = about.get();
        List<String> said = new ArrayList<>();
        Map<String, Axis> axes = new LinkedHashMap<>();
        for (var text : query.groupBy()) {
            var axis = question.axis(reference(text));
            if (axis.why() != null) said.add(axis.why());
            axes.putIfAbsent(written(axis), axis);
        }
        List<String> where = new ArrayList<>();
        for (var text : query.where()) question.where(text, said).ifPresent(where::add);
        List<String> order = new ArrayList<>();
        for (var text : query.order())
            order(text, query, question, axes).ifPresentOrElse(order::add, () -> said.add("order by " + text));
        if (!said.isEmpty()) {
            line.not(String.join(", ", said));
            return null;
        }
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
        tile.put("dimensions", List.copyOf(axes.keySet()));
        tile.put("where", where);
        tile.put("order", order);
        if (query.limit() != null) tile.put("limit", Integer.valueOf(query.limit()));
        var document = EntityImport.common(ids.of(query.name()), "dashboard", query.name(), query.told());
        document.put("tiles", List.of(tile));
        return document;
    }

    /// What a saved query without metrics is about: the rows that all of its names are reached from.
    private Optional<ImportedNames.Question> values(SavedQuery query) {
        List<Reference> asked = new ArrayList<>();
        query.groupBy().forEach(text -> asked.add(reference(text)));
        for (var text : query.where())
            Jinja.references(text).stream()
                    .filter(reference -> reference.kind() != Jinja.Kind.METRIC)
                    .forEach(asked::add);
        return asked.isEmpty() ? Optional.empty() : names.aboutValues(asked);
    }

    private static Reference reference(String text) {
        return Jinja.read(text).orElseGet(() -> Reference.named(text, null, null));
    }

    private static String written(Axis axis) {
        return axis.cut() == null ? axis.path() : axis.path() + ":" + axis.cut();
    }

    /// A metric or group-by of the query, as a column of its answer is called.
    private Optional<String> order(
            String text, SavedQuery query, ImportedNames.Question question, Map<String, Axis> axes) {
        var down = text.startsWith("-");
        var plain = down ? text.substring(1) : text;
        var reference = reference(plain);
        var sign = down || reference.descending() ? "-" : "";
        if (query.metrics().contains(reference.name()))
            return names.metric(reference.name()).map(metric -> sign + metric);
        if (reference.kind() == Jinja.Kind.METRIC) return Optional.empty();
        var axis = question.axis(reference);
        if (axis.why() != null || !axes.containsKey(written(axis))) return Optional.empty();
        var cut = axis.cut();
        if (cut == null) return Optional.of(sign + axis.path());
        return Optional.of(sign + (axis.path().equals(MetricQuery.TIME) ? cut : axis.path() + "_" + cut));
    }
}
