package io.datachat.apex.exchange.metricflow.text;

import io.datachat.apex.exchange.ledger.Given;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.metricflow.text.Semantics.Dimension;
import io.datachat.apex.exchange.metricflow.text.Semantics.EntityKey;
import io.datachat.apex.exchange.metricflow.text.Semantics.KeyType;
import io.datachat.apex.exchange.metricflow.text.Semantics.Measure;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import io.datachat.apex.exchange.metricflow.text.Semantics.SavedQuery;
import io.datachat.apex.exchange.metricflow.text.Semantics.Spine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads semantic models, saved queries and time spines where they stand alone: dbt's YAML up to 1.11, MetricFlow's own
/// YAML, and both manifests.
final class LegacyReader {
    private final Semantics into;
    private final Ledger ledger;

    LegacyReader(Semantics into, Ledger ledger) {
        this.into = into;
        this.ledger = ledger;
    }

    void model(Given given) {
        var name = given.text("name").orElse("");
        var line = ledger.open(given.place(), "semantic model", name);
        if (PartsReader.disabled(given)) {
            line.not("it is disabled");
            return;
        }
        given.pass(Bookkeeping.KEYS);
        var table = PartsReader.table(given);
        if (table.isEmpty()) line.not("it names no table");
        var time = given.mapping("defaults").flatMap(defaults -> defaults.text("agg_time_dimension"));
        List<EntityKey> keys = new ArrayList<>();
        for (var entity : given.mappings("entities")) keys.add(key(entity, name));
        List<Dimension> dimensions = new ArrayList<>();
        for (var dimension : given.mappings("dimensions")) dimensions.add(dimension(dimension, name));
        List<Measure> measures = new ArrayList<>();
        for (var measure : given.mappings("measures"))
            measures.add(PartsReader.measure(measure, measure.text("name").orElse("")));
        var primary = given.text("primary_entity").or(() -> primary(keys));
        if (table.isPresent())
            into.models.add(new Model(
                    line,
                    name,
                    PartsReader.told(given),
                    table.get(),
                    primary.orElse(null),
                    time.orElse(null),
                    keys,
                    dimensions,
                    measures));
        given.account(ledger, "semantic model " + name);
    }

    static Optional<String> primary(List<EntityKey> keys) {
        return keys.stream()
                .filter(key -> key.type() == KeyType.PRIMARY)
                .map(EntityKey::name)
                .findFirst();
    }

    private EntityKey key(Given given, String model) {
        given.pass("metadata", "role");
        var name = given.text("name").orElse("");
        PartsReader.told(given);
        return new EntityKey(
                ledger.open(given.place(), "entity", model + "." + name),
                name,
                keyType(given.text("type").orElse("foreign")),
                given.text("expr").orElse(name));
    }

    static KeyType keyType(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "primary" -> KeyType.PRIMARY;
            case "unique" -> KeyType.UNIQUE;
            case "natural" -> KeyType.NATURAL;
            default -> KeyType.FOREIGN;
        };
    }

    private Dimension dimension(Given given, String model) {
        given.pass("metadata");
        var name = given.text("name").orElse("");
        var parameters = given.mapping("type_params");
        var time = given.text("type").orElse("").equalsIgnoreCase("time");
        var grain = parameters.flatMap(stated -> stated.text("time_granularity"));
        return new Dimension(
                ledger.open(given.place(), "dimension", model + "." + name),
                name,
                given.text("expr").orElse(name),
                time ? grain.orElse("day").toLowerCase(Locale.ROOT) : null,
                given.flag("is_partition"),
                parameters.map(PartsReader::validity).orElse(Semantics.Validity.NONE),
                PartsReader.told(given));
    }

    void query(Given given) {
        var name = given.text("name").orElse("");
        given.pass(Bookkeeping.KEYS);
        var line = ledger.open(given.place(), "saved query", name);
        var parameters = given.mapping("query_params");
        if (parameters.isEmpty()) {
            line.not("it has no query_params");
            return;
        }
        var asked = parameters.get();
        if (!given.items("exports").isEmpty()) line.roughly("its exports are not made here");
        into.queries.add(new SavedQuery(
                line,
                name,
                PartsReader.told(given),
                asked.texts("metrics"),
                asked.texts("group_by"),
                PartsReader.filters(asked, "where"),
                asked.texts("order_by"),
                asked.text("limit").orElse(null)));
        given.account(ledger, "saved query " + name);
    }

    /// `project_configuration` of MetricFlow and its manifest.
    void configuration(Given given) {
        given.pass("metadata", "dsi_package_version", "dsi_version", "name");
        for (var spine : given.mappings("time_spines")) spine(spine);
        for (var old : given.mappings("time_spine_table_configurations")) {
            var table = old.text("location").orElse("");
            var line = ledger.open(old.place(), "time spine", table);
            old.pass("column_name", "grain");
            if (into.spines.stream().anyMatch(known -> known.table().equals(table)))
                line.remark("the same as the time spine of that name");
            else
                into.spines.add(new Spine(
                        line,
                        table,
                        old.text("column_name").orElse("ds"),
                        old.text("grain").orElse("day"),
                        List.of()));
        }
        given.account(ledger, "project_configuration");
    }

    private void spine(Given given) {
        var table = PartsReader.table(given).orElse("");
        var column = given.mapping("primary_column");
        List<List<String>> periods = new ArrayList<>();
        for (var custom : given.mappings("custom_granularities")) {
            var name = custom.text("name").orElse("");
            periods.add(List.of(name, custom.text("column_name").orElse(name)));
        }
        into.spines.add(new Spine(
                ledger.open(given.place(), "time spine", table),
                table,
                column.flatMap(stated -> stated.text("name")).orElse("ds"),
                column.flatMap(stated -> stated.text("time_granularity"))
                        .orElse("day")
                        .toLowerCase(Locale.ROOT),
                periods));
    }
}
