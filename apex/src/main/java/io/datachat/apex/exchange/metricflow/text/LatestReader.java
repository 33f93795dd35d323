package io.datachat.apex.exchange.metricflow.text;

import io.datachat.apex.exchange.ledger.Given;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.metricflow.text.Semantics.Dimension;
import io.datachat.apex.exchange.metricflow.text.Semantics.EntityKey;
import io.datachat.apex.exchange.metricflow.text.Semantics.Input;
import io.datachat.apex.exchange.metricflow.text.Semantics.Kind;
import io.datachat.apex.exchange.metricflow.text.Semantics.Metric;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import io.datachat.apex.exchange.metricflow.text.Semantics.Spine;
import io.datachat.apex.exchange.metricflow.text.Semantics.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `models:` of dbt, where semantics stand beside the columns (dbt 1.12 and Fusion), and time spines of any dbt.
final class LatestReader {
    private final Semantics into;
    private final Ledger ledger;

    LatestReader(Semantics into, Ledger ledger) {
        this.into = into;
        this.ledger = ledger;
    }

    void model(Given given) {
        var name = given.text("name").orElse("");
        var columns = given.mappings("columns");
        given.mapping("time_spine").ifPresent(spine -> spine(given, spine, columns));
        var semantic = given.value("semantic_model");
        if (semantic.isEmpty()) return;
        var block = given.mapping("semantic_model");
        var on = block.map(stated -> !stated.text("enabled").orElse("true").equalsIgnoreCase("false"))
                .orElse(given.flag("semantic_model"));
        var called = block.flatMap(stated -> stated.text("name")).orElse(name);
        var line = ledger.open(given.place(), "semantic model", called);
        if (!on) {
            line.not("it is disabled");
            return;
        }
        block.ifPresent(stated -> stated.pass("group", "config"));
        given.pass(Bookkeeping.KEYS).pass("latest_version", "versions", "access", "constraints", "data_tests", "tests");
        List<EntityKey> keys = new ArrayList<>();
        List<Dimension> dimensions = new ArrayList<>();
        for (var column : columns) column(column, called, keys, dimensions);
        given.mapping("derived_semantics").ifPresent(derived -> {
            for (var entity : derived.mappings("entities")) keys.add(key(entity, null, called));
            for (var dimension : derived.mappings("dimensions"))
                dimensions.add(dimension(dimension, dimension, null, called));
        });
        var schema = given.text("schema").map(text -> text + ".").orElse("");
        into.models.add(new Model(
                line,
                called,
                PartsReader.told(given),
                schema + given.text("alias").orElse(name),
                given.text("primary_entity")
                        .or(() -> LegacyReader.primary(keys))
                        .orElse(null),
                given.text("agg_time_dimension").orElse(null),
                keys,
                dimensions,
                List.of()));
        var metrics = new MetricReader(into, ledger);
        var first = into.metrics.size();
        for (var metric : given.mappings("metrics")) metrics.metric(metric);
        for (int i = first; i < into.metrics.size(); i++) into.metrics.set(i, within(into.metrics.get(i), called));
        given.account(ledger, "model " + name);
    }

    /// A simple metric that stands in a model aggregates that model.
    private static Metric within(Metric metric, String model) {
        if (!(metric.kind() instanceof Kind.Simple(Input of)) || of.measure() == null) return metric;
        var here = new Input(model, true, of.measure(), null, of.filters(), null, null, of.fill(), of.gaps());
        return new Metric(
                metric.line(), metric.name(), metric.told(), metric.filters(), metric.grain(), new Kind.Simple(here));
    }

    private void column(Given column, String model, List<EntityKey> keys, List<Dimension> dimensions) {
        column.pass(Bookkeeping.KEYS).pass("data_type", "data_tests", "tests", "constraints", "quote", "description");
        var name = column.text("name").orElse("");
        if (column.has("entity")) {
            var block = column.mapping("entity");
            if (block.isPresent()) keys.add(key(block.get(), name, model));
            else
                keys.add(new EntityKey(
                        ledger.open(column.place(), "entity", model + "." + name),
                        name,
                        LegacyReader.keyType(column.text("entity").orElse("foreign")),
                        name));
        }
        if (!column.has("dimension")) return;
        var block = column.mapping("dimension");
        if (block.isPresent()) dimensions.add(dimension(block.get(), column, name, model));
        else {
            var time = column.text("dimension").orElse("").equalsIgnoreCase("time");
            dimensions.add(new Dimension(
                    ledger.open(column.place(), "dimension", model + "." + name),
                    name,
                    name,
                    time ? column.text("granularity").orElse("day") : null,
                    false,
                    Validity.NONE,
                    PartsReader.told(column)));
        }
    }

    private EntityKey key(Given given, @Nullable String column, String model) {
        given.pass("config");
        PartsReader.told(given);
        var name = given.text("name").orElse(column == null ? "" : column);
        return new EntityKey(
                ledger.open(given.place(), "entity", model + "." + name),
                name,
                LegacyReader.keyType(given.text("type").orElse("foreign")),
                given.text("expr").orElse(column == null ? name : column));
    }

    private Dimension dimension(Given given, Given around, @Nullable String column, String model) {
        var name = given.text("name").orElse(column == null ? "" : column);
        var time = given.text("type").orElse("").equalsIgnoreCase("time");
        var grain =
                around.text("granularity").or(() -> given.text("granularity")).orElse("day");
        return new Dimension(
                ledger.open(given.place(), "dimension", model + "." + name),
                name,
                given.text("expr").orElse(column == null ? name : column),
                time ? grain.toLowerCase(Locale.ROOT) : null,
                given.flag("is_partition"),
                PartsReader.validity(given),
                PartsReader.told(given));
    }

    private void spine(Given model, Given spine, List<Given> columns) {
        var column = spine.text("standard_granularity_column").orElse("date_day");
        var grain = columns.stream()
                .filter(stated -> stated.text("name").orElse("").equals(column))
                .flatMap(stated -> stated.text("granularity").stream())
                .findFirst()
                .orElse("day");
        List<List<String>> periods = new ArrayList<>();
        for (var custom : spine.mappings("custom_granularities")) {
            var name = custom.text("name").orElse("");
            periods.add(List.of(name, custom.text("column_name").orElse(name)));
        }
        var schema = model.text("schema").map(text -> text + ".").orElse("");
        var table = schema + model.text("alias").or(() -> model.text("name")).orElse("");
        into.spines.add(new Spine(ledger.open(spine.place(), "time spine", table), table, column, grain, periods));
    }
}
