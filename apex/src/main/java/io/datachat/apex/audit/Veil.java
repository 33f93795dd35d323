package io.datachat.apex.audit;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.request.MetricRequest;
import io.datachat.apex.answer.request.MetricRequestWriter;
import io.datachat.apex.audit.Intent.Asked;
import io.datachat.apex.audit.Intent.Touched;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.SqlQuery;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Questions as the audit may hold them: names as they were written, every value replaced by its veil.
public final class Veil {
    private final Audit audit;

    public Veil(Audit audit) {
        this.audit = audit;
    }

    /// A metric request as JSON.
    public Asked of(MetricQuery query, Asking asking) {
        var veiled = new MetricQuery(
                query.metrics(),
                query.dimensions(),
                query.grain(),
                query.period(),
                query.filters().stream()
                        .map(filter -> new Filter(
                                filter.field(),
                                filter.op(),
                                filter.values().stream().map(this::value).toList()))
                        .toList(),
                query.where().stream().map(this::sql).toList(),
                query.order(),
                query.limit(),
                query.compare(),
                query.zone(),
                query.targetDatabase(),
                query.parameters().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey(), entry -> value(entry.getValue()))),
                query.includeProposed(),
                query.framing());
        var json = MetricRequestWriter.write(MetricRequest.of(veiled));
        return new Asked(new String(json, StandardCharsets.UTF_8), words(asking));
    }

    /// A text in SQL, and below it the values given for its `:name`s. What is, or could be meant as, a value is
    /// veiled: texts in either quotes, numbers, comments.
    public Asked of(SqlQuery query, Asking asking) {
        var text = new StringBuilder(sql(query.sql()));
        new TreeMap<>(query.parameters())
                .forEach((name, given) ->
                        text.append("\n:").append(name).append(" = ").append(value(given.raw())));
        if (query.workspace() != null) text.append("\nin workspace ").append(query.workspace());
        return new Asked(text.toString(), words(asking));
    }

    /// What a compiled question touches.
    public Touched touched(Receipt receipt, List<Table.Name> tables) {
        var definitions = receipt.definitions();
        return new Touched(
                receipt.database(),
                audit.veil(receipt.sql()),
                receipt.fingerprint(),
                definitions.stream()
                        .filter(used -> used.type().equals("metric"))
                        .map(Receipt.Used::id)
                        .distinct()
                        .toList(),
                tables.stream().map(Table.Name::toString).distinct().sorted().toList(),
                definitions.stream().map(Veil::named).distinct().toList(),
                receipt.policies().stream().map(this::sql).toList());
    }

    private static String named(Receipt.Used used) {
        return used.type() + " " + used.id() + (used.version() == null ? "" : " " + used.version());
    }

    private @Nullable String words(Asking asking) {
        if (asking.words().isEmpty()) return null;
        return asking.words().stream()
                .map(word -> word.value() ? audit.veil(word.text()) : word.text())
                .collect(Collectors.joining(" "));
    }

    private Object value(Object raw) {
        return switch (raw) {
            case List<?> list -> list.stream().map(each -> value((Object) each)).toList();
            case BigDecimal number -> audit.veil(number.stripTrailingZeros().toPlainString());
            default -> audit.veil(raw.toString());
        };
    }

    String sql(String text) {
        var veiled = new StringBuilder(text.length());
        var at = 0;
        while (at < text.length()) {
            var end = SqlValues.end(text, at);
            if (end == at) veiled.append(text.charAt(at++));
            else {
                veiled.append(audit.veil(SqlValues.bare(text.substring(at, end))));
                at = end;
            }
        }
        return veiled.toString();
    }
}
