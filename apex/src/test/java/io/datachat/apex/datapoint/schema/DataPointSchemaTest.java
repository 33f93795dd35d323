package io.datachat.apex.datapoint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Markdown;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.yaml.Shape;
import io.datachat.apex.yaml.YamlNode;
import io.datachat.apex.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DataPointSchemaTest {
    private static JsonNode schema() throws Exception {
        return new ObjectMapper().readTree(DataPointSchema.json());
    }

    @Test
    void every_key_of_every_record_has_a_meaning_and_no_meaning_is_left_over() {
        var expected = new TreeSet<String>();
        for (var type : DataPoint.Type.values()) names(Shape.of(LibraryReader.record(type)), expected, new HashSet<>());
        assertEquals(expected, new TreeSet<>(new Meanings().names()));
    }

    private static void names(Shape shape, Set<String> names, Set<Shape> seen) {
        if (!seen.add(shape)) return;
        switch (shape) {
            case Shape.Fields fields -> {
                var record = fields.type().getSimpleName();
                if (!record.equals("Common")) names.add(record);
                for (var field : fields.fields()) {
                    if (!field.inline()) names.add(record + "." + field.key());
                    names(field.shape(), names, seen);
                }
            }
            case Shape.Items(Shape item) -> names(item, names, seen);
            case Shape.Forms(List<Shape.Form> forms) -> {
                for (var form : forms) {
                    names(form.fields(), names, seen);
                }
            }
            case Shape.Plain _, Shape.Choice _ -> {}
        }
    }

    @Test
    void every_type_has_a_definition_with_exactly_the_reader_s_keys() throws Exception {
        for (var type : DataPoint.Type.values()) {
            var properties = new TreeSet<String>();
            schema().at("/$defs/" + type.word() + "/properties").fieldNames().forEachRemaining(properties::add);
            var keys = new TreeSet<>(Shape.of(LibraryReader.record(type)).keys());
            keys.add("type");
            assertEquals(keys, properties);
        }
    }

    @Test
    void every_example_of_the_documentation_is_valid() throws Exception {
        var schema = new JsonSchema(schema());
        var seen = 0;
        for (var block : Markdown.yaml("docs/datapoints.md")) {
            if (block.label().equals("datachat.yaml")) continue;
            for (var document : YamlReader.read("docs", block.text()).documents()) {
                assertEquals(List.of(), schema.problems(json(document)), block.text());
                seen++;
            }
        }
        assertTrue(seen > 10, "documents: " + seen);
    }

    @Test
    void mistakes_are_seen() throws Exception {
        var schema = new JsonSchema(schema());
        for (var wrong : List.of(
                "datapoint: {id: a, type: metric, nmae: A}",
                "datapoint: {id: a, type: metrik, name: A}",
                "datapoint: {id: a, type: metric, name: A, format: money}",
                "datapoint: {id: a, type: metric, name: A, execution: {entity: x, aggregation: total}}",
                "datapoint: {id: a, type: metric, name: A, execution: {ratio: {numerator: x}}}",
                "datapoint: {id: a, type: entity, name: A, source: a, relationships: [{cardinality: many_to_one}]}",
                "{version: 2, datapoint: {id: a, type: concept, name: A}}",
                "metric: {}")) {
            var document = YamlReader.read("x", wrong).documents().getFirst();
            assertTrue(!schema.problems(json(document)).isEmpty(), wrong);
        }
    }

    private static JsonNode json(YamlNode node) {
        var make = JsonNodeFactory.instance;
        return switch (node) {
            case YamlNode.Scalar scalar when scalar.absent() -> make.nullNode();
            case YamlNode.Scalar(String text, boolean plain, var _)
            when plain && text.matches("-?\\d+") -> make.numberNode(Long.parseLong(text));
            case YamlNode.Scalar(String text, boolean plain, var _)
            when plain && text.matches("-?\\d+\\.\\d+") -> make.numberNode(Double.parseDouble(text));
            case YamlNode.Scalar(String text, boolean plain, var _)
            when plain && text.matches("true|false") -> make.booleanNode(Boolean.parseBoolean(text));
            case YamlNode.Scalar(String text, boolean _, var _) -> make.textNode(text);
            case YamlNode.Sequence(var items, var _) -> {
                var array = make.arrayNode();
                items.forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlNode.Mapping(var entries, var _) -> {
                var object = make.objectNode();
                entries.forEach(entry -> object.set(entry.key(), json(entry.value())));
                yield object;
            }
        };
    }

    /// As much of JSON Schema as our own schema uses; a word it does not know is an error.
    private record JsonSchema(JsonNode root) {
        private static final Set<String> IGNORED =
                Set.of("description", "title", "$schema", "$defs", "default", "then");

        List<String> problems(JsonNode value) {
            var problems = new ArrayList<String>();
            check(root, value, "", problems);
            return problems;
        }

        private boolean valid(JsonNode schema, JsonNode value) {
            var problems = new ArrayList<String>();
            check(schema, value, "", problems);
            return problems.isEmpty();
        }

        private void check(JsonNode schema, JsonNode value, String path, List<String> problems) {
            schema.properties().forEach(word -> {
                var rule = word.getValue();
                switch (word.getKey()) {
                    case "$ref" -> check(root.at(rule.asText().substring(1)), value, path, problems);
                    case "type" -> {
                        var types = rule.isArray()
                                ? rule
                                : new ObjectMapper().createArrayNode().add(rule);
                        var fits = false;
                        for (var type : types) fits |= is(type.asText(), value);
                        if (!fits) problems.add(path + " is not " + rule);
                    }
                    case "enum" -> {
                        var fits = false;
                        for (var allowed : rule) fits |= allowed.equals(value);
                        if (!fits) problems.add(path + " is not in " + rule);
                    }
                    case "const" -> {
                        if (!rule.asText().equals(value.asText())) problems.add(path + " is not " + rule);
                    }
                    case "required" ->
                        rule.forEach(key -> {
                            if (!value.has(key.asText())) problems.add(path + " lacks " + key);
                        });
                    case "properties" ->
                        rule.properties().forEach(property -> {
                            var inner = value.get(property.getKey());
                            if (inner != null && !inner.isNull())
                                check(property.getValue(), inner, path + "/" + property.getKey(), problems);
                        });
                    case "additionalProperties" ->
                        value.properties().forEach(property -> {
                            if (schema.path("properties").has(property.getKey())) return;
                            if (rule.isBoolean()) problems.add(path + " has a stranger " + property.getKey());
                            else check(rule, property.getValue(), path + "/" + property.getKey(), problems);
                        });
                    case "items" -> {
                        if (value.isArray()) value.forEach(item -> check(rule, item, path + "/*", problems));
                    }
                    case "allOf" -> rule.forEach(part -> check(part, value, path, problems));
                    case "anyOf", "oneOf" -> {
                        var fitting = 0;
                        for (var part : rule) if (valid(part, value)) fitting++;
                        if (fitting == 0 || (word.getKey().equals("oneOf") && fitting > 1)) {
                            problems.add(path + " fits " + fitting + " of " + word.getKey());
                        }
                    }
                    case "if" -> {
                        if (valid(rule, value)) check(schema.get("then"), value, path, problems);
                    }
                    default -> {
                        if (!IGNORED.contains(word.getKey())) problems.add("unknown word " + word.getKey());
                    }
                }
            });
        }

        private static boolean is(String type, JsonNode value) {
            return switch (type) {
                case "object" -> value.isObject();
                case "array" -> value.isArray();
                case "string" -> value.isTextual();
                case "integer" -> value.isIntegralNumber();
                case "number" -> value.isNumber();
                case "boolean" -> value.isBoolean();
                case "null" -> value.isNull();
                default -> throw new IllegalArgumentException(Arrays.toString(new String[] {type}));
            };
        }
    }
}
