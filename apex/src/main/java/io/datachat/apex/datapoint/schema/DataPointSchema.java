package io.datachat.apex.datapoint.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.yaml.Shape;
import io.datachat.apex.yaml.Shape.Choice;
import io.datachat.apex.yaml.Shape.Field;
import io.datachat.apex.yaml.Shape.Fields;
import io.datachat.apex.yaml.Shape.Form;
import io.datachat.apex.yaml.Shape.Forms;
import io.datachat.apex.yaml.Shape.Items;
import io.datachat.apex.yaml.Shape.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The language as a JSON Schema (draft 2020-12), so that editors complete keys and underline mistakes.
///
/// Of a whole DataPoint only `id` and `type` are required: a user file may add one fact to a managed DataPoint.
public final class DataPointSchema {
    private final Meanings meanings = new Meanings();
    private final Map<String, Object> definitions = new TreeMap<>();

    private DataPointSchema() {}

    /// The schema as text.
    public static String json() {
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new DataPointSchema().document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> document() {
        var words =
                Arrays.stream(DataPoint.Type.values()).map(DataPoint.Type::word).toList();
        var byType = new ArrayList<Object>();
        for (var type : DataPoint.Type.values()) {
            var record = LibraryReader.record(type);
            define(record, type.word());
            byType.add(map(
                    "if", map("properties", map("type", map("const", type.word()))), "then", reference(type.word())));
        }
        var datapoint = map(
                "type", "object",
                "required", List.of("id", "type"),
                "properties",
                        map("type", map("enum", words, "description", "What it is; it decides about the other keys.")));
        datapoint.put("allOf", byType);
        var document = map(
                "$schema", "https://json-schema.org/draft/2020-12/schema",
                "title", "DataPoint",
                "description", "One definition of the business.",
                "type", "object",
                "required", List.of("datapoint"));
        document.put(
                "properties",
                map("version", map("const", 1, "description", "The version of the language."), "datapoint", datapoint));
        document.put("additionalProperties", false);
        document.put("$defs", definitions);
        return document;
    }

    private void define(Class<? extends Record> record, String type) {
        var definition = object(Shape.of(record), 0);
        var properties = new LinkedHashMap<String, Object>(map("type", map("const", type)));
        definition.computeIfPresent("properties", (_, all) -> {
            ((Map<?, ?>) all).forEach((key, value) -> properties.put((String) key, value));
            return properties;
        });
        definition.remove("required");
        definitions.put(type, definition);
    }

    /// A mapping with the fields of a record, without the first ones that are known from elsewhere.
    private Map<String, Object> object(Fields fields, int known) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        fields.spelled().skip(known).forEach(field -> {
            properties.put(field.key(), described(fields, field));
            if (field.required()) required.add(field.key());
        });
        var object = map("type", "object");
        meanings.of(fields.type()).ifPresent(meaning -> object.put("description", meaning));
        object.put("properties", properties);
        if (!required.isEmpty()) object.put("required", required);
        object.put("additionalProperties", false);
        return object;
    }

    private Map<String, Object> described(Fields fields, Field field) {
        var schema = schema(field.shape());
        var owner = fields.fields().contains(field) ? fields.type() : DataPoint.Common.class;
        meanings.of(owner, field.key()).ifPresent(meaning -> schema.put("description", meaning));
        if (field.absent() != null)
            schema.put("default", field.absent().equals("false") ? (Object) false : field.absent());
        return schema;
    }

    private Map<String, Object> schema(Shape shape) {
        return switch (shape) {
            case Plain plain -> plain(plain);
            case Choice choice -> map("enum", choice.words());
            case Items(Shape item) -> items(item);
            case Fields fields -> fields(fields);
            case Forms(List<Form> forms) ->
                map("oneOf", forms.stream().map(this::form).toList());
        };
    }

    private static Map<String, Object> plain(Plain plain) {
        return switch (plain) {
            case TEXT -> map("type", List.of("string", "number", "boolean"));
            case FLAG -> map("type", "boolean");
            case COUNT, WHOLE -> map("type", "integer");
            case NUMBER -> map("type", "number");
            case LAPSE -> map("type", "string");
            case ANY -> map("type", List.of("string", "number", "boolean", "array"));
        };
    }

    private Map<String, Object> fields(Fields fields) {
        var name = Meanings.name(fields.type());
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, object(fields, 0));
        }
        return fields.shorthand(0)
                ? map(
                        "anyOf",
                        List.of(
                                reference(name),
                                schema(fields.fields().getFirst().shape())))
                : reference(name);
    }

    private Map<String, Object> items(Shape item) {
        var one = schema(item);
        var ways = new ArrayList<Object>(List.of(map("type", "array", "items", one), one));
        if (item instanceof Fields fields && fields.keyed()) ways.set(1, keyed(fields));
        return map("anyOf", ways);
    }

    private Map<String, Object> keyed(Fields fields) {
        var name = Meanings.name(fields.type()) + "_by_name";
        definitions.put(name, object(fields, 1));
        var values = new ArrayList<Object>(List.of(reference(name), map("type", "null")));
        if (fields.shorthand(1)) values.add(schema(fields.fields().get(1).shape()));
        return map("type", "object", "additionalProperties", map("anyOf", values));
    }

    private Map<String, Object> form(Form form) {
        var fields = schema(form.fields());
        return form.nested()
                ? map(
                        "type",
                        "object",
                        "required",
                        List.of(form.toldBy()),
                        "properties",
                        map(form.toldBy(), fields),
                        "additionalProperties",
                        false)
                : fields;
    }

    private static Map<String, Object> reference(String definition) {
        return map("$ref", "#/$defs/" + definition);
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (var index = 0; index < pairs.length; index += 2) map.put((String) pairs[index], pairs[index + 1]);
        return map;
    }
}
