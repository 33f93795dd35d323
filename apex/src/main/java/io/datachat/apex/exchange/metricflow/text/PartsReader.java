package io.datachat.apex.exchange.metricflow.text;

import io.datachat.apex.exchange.ledger.Given;
import io.datachat.apex.exchange.metricflow.text.Semantics.Input;
import io.datachat.apex.exchange.metricflow.text.Semantics.Measure;
import io.datachat.apex.exchange.metricflow.text.Semantics.NonAdditive;
import io.datachat.apex.exchange.metricflow.text.Semantics.Percentile;
import io.datachat.apex.exchange.metricflow.text.Semantics.Told;
import io.datachat.apex.exchange.metricflow.text.Semantics.Validity;
import io.datachat.apex.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the parts that all spellings share.
final class PartsReader {
    private static final Pattern REF =
            Pattern.compile("\\s*(?:\\{\\{)?\\s*ref\\(\\s*(?:['\"][^'\"]*['\"]\\s*,\\s*)?" + "['\"]([^'\"]+)['\"].*");

    private PartsReader() {}

    static Told told(Given given) {
        List<String> tags = new ArrayList<>(given.texts("tags"));
        var owner = new String[1];
        given.mapping("config").ifPresent(config -> {
            config.pass("enabled", "group");
            tags.addAll(config.texts("tags"));
            config.mapping("meta").flatMap(meta -> meta.text("owner")).ifPresent(name -> owner[0] = name);
        });
        given.mapping("meta").flatMap(meta -> meta.text("owner")).ifPresent(name -> owner[0] = name);
        return new Told(
                given.text("description").orElse(null), given.text("label").orElse(null), tags, owner[0]);
    }

    static boolean disabled(Given given) {
        return given.mapping("config")
                .flatMap(config -> config.text("enabled"))
                .map(text -> text.equalsIgnoreCase("false"))
                .orElse(false);
    }

    /// `schema.alias`, or the model that `ref` names.
    static Optional<String> table(Given model) {
        var node = model.mapping("node_relation");
        if (node.isPresent()) {
            var relation = node.get().pass("database", "relation_name");
            var schema = relation.text("schema_name");
            return relation.text("alias")
                    .map(alias -> schema.map(name -> name + ".").orElse("") + alias);
        }
        return model.text("model").map(PartsReader::referenced);
    }

    static String referenced(String model) {
        var reference = REF.matcher(model);
        return reference.matches() ? reference.group(1) : model;
    }

    /// A text, a list of texts, or a manifest's `where_filters`; all must hold.
    static List<String> filters(Given given, String key) {
        var node = given.value(key).orElse(null);
        return switch (node) {
            case null -> List.of();
            case YamlNode.Scalar scalar -> List.of(scalar.text());
            case YamlNode.Sequence _ -> {
                List<String> all = new ArrayList<>(given.texts(key));
                given.mappings(key).forEach(item -> all.addAll(templates(item)));
                yield all;
            }
            case YamlNode.Mapping _ ->
                given.mapping(key).map(PartsReader::templates).orElse(List.of());
        };
    }

    private static List<String> templates(Given given) {
        List<String> all = new ArrayList<>();
        given.text("where_sql_template").ifPresent(all::add);
        given.mappings("where_filters").forEach(filter -> all.addAll(templates(filter)));
        return all;
    }

    /// `7 days`, or a manifest's `{count: 7, granularity: day}`.
    static @Nullable String amount(Given given, String key) {
        var window = given.mapping(key);
        if (window.isEmpty()) return given.text(key).orElse(null);
        return window.get().text("count").orElse("1") + " "
                + window.get().text("granularity").orElse("day");
    }

    /// A name, or a mapping with one.
    static Input input(Given given, String key, boolean measure) {
        var node = given.value(key).orElse(null);
        return node instanceof YamlNode.Mapping
                ? input(given.mapping(key).orElseThrow(), measure)
                : named(node, measure);
    }

    static List<Input> inputs(Given given, String key) {
        List<Input> inputs = new ArrayList<>();
        for (var item : given.items(key))
            inputs.add(item instanceof YamlNode.Mapping ? input(given.keep(item), false) : named(item, false));
        return inputs;
    }

    private static Input named(@Nullable YamlNode node, boolean measure) {
        var name = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
        return new Input(name, measure, null, null, List.of(), null, null, null, false);
    }

    private static Input input(Given given, boolean measure) {
        return new Input(
                given.text("name").orElse(""),
                measure,
                null,
                given.text("alias").orElse(null),
                filters(given, "filter"),
                amount(given, "offset_window"),
                given.text("offset_to_grain").orElse(null),
                given.text("fill_nulls_with").orElse(null),
                given.flag("join_to_timespine"));
    }

    /// A measure, or the aggregation that a simple metric states itself.
    static Measure measure(Given given, String name) {
        given.pass("measure_metadata", "metadata");
        var parameters = given.mapping("agg_params");
        var fraction = parameters.flatMap(stated -> stated.text("percentile")).or(() -> given.text("percentile"));
        var discrete =
                parameters.map(stated -> stated.flag("use_discrete_percentile")).orElse(false)
                        || given.text("percentile_type")
                                .map(type -> type.equals("discrete"))
                                .orElse(false);
        var approximate = parameters
                .map(stated -> stated.flag("use_approximate_percentile"))
                .orElse(false);
        return new Measure(
                given.place(),
                name,
                given.text("agg").orElse("").toLowerCase(Locale.ROOT),
                given.text("expr").orElse(name),
                given.text("agg_time_dimension").orElse(null),
                fraction.map(text -> new Percentile(fraction(text), discrete, approximate))
                        .orElse(null),
                given.mapping("non_additive_dimension")
                        .map(PartsReader::nonAdditive)
                        .orElse(null),
                given.flag("create_metric"),
                told(given));
    }

    /// 95 is written for 0.95 as well.
    private static String fraction(String text) {
        try {
            var number = new BigDecimal(text);
            return (number.compareTo(BigDecimal.ONE) > 0 ? number.movePointLeft(2) : number)
                    .stripTrailingZeros()
                    .toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static NonAdditive nonAdditive(Given given) {
        var choice =
                given.text("window_choice").or(() -> given.text("window_agg")).orElse("min");
        List<String> per = new ArrayList<>(given.texts("window_groupings"));
        per.addAll(given.texts("group_by"));
        return new NonAdditive(
                given.text("name").orElse(""), choice.toLowerCase(Locale.ROOT).equals("max"), per);
    }

    static Validity validity(Given given) {
        var validity = given.mapping("validity_params");
        if (validity.isEmpty()) return Validity.NONE;
        var start = validity.get().flag("is_start");
        var end = validity.get().flag("is_end");
        return start ? Validity.START : end ? Validity.END : Validity.NONE;
    }
}
