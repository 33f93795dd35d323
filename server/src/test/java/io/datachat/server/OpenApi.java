package io.datachat.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// An OpenAPI document, read as a program that generates a client would, and as much of its schemas as it uses.
record OpenApi(Map<?, ?> root) {
    /// One path and method of the document.
    record Operation(String method, String path, Map<?, ?> said) {
        String name() {
            return method + " " + path;
        }

        /// The path with the example of each parameter that must be given, or of all that have one.
        String address(boolean all) {
            var address = path;
            var query = new ArrayList<String>();
            for (var parameter : list(said.get("parameters"))) {
                var named = map(parameter);
                var example = named.get("example");
                if ("path".equals(named.get("in"))) {
                    address = address.replace("{" + named.get("name") + "}", String.valueOf(example));
                } else if (example != null && (all || Boolean.TRUE.equals(named.get("required")))) {
                    query.add(named.get("name") + "=" + example);
                }
            }
            return query.isEmpty() ? address : address + "?" + String.join("&", query);
        }

        /// Examples of the body, none for a call without one.
        List<Object> bodies() {
            var examples = new ArrayList<Object>();
            for (var example : map(content().get("examples")).values()) {
                examples.add(Objects.requireNonNull(map(example).get("value")));
            }
            return examples;
        }

        @Nullable
        Object bodySchema() {
            return content().get("schema");
        }

        private Map<?, ?> content() {
            return map(map(map(said.get("requestBody")).get("content")).get("application/json"));
        }

        /// What the document says of this status, by media type.
        Map<?, ?> contents(int status) {
            var responses = map(said.get("responses"));
            var exact = responses.get(String.valueOf(status));
            return map(map(exact == null ? responses.get(status / 100 + "XX") : exact)
                    .get("content"));
        }
    }

    static OpenApi read(String text) {
        return new OpenApi(map(value(text)));
    }

    /// JSON is YAML.
    static @Nullable Object value(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        map(root.get("paths"))
                .forEach((path, methods) -> map(methods)
                        .forEach((method, said) -> operations.add(new Operation(
                                String.valueOf(method).toUpperCase(java.util.Locale.ROOT),
                                String.valueOf(path),
                                map(said)))));
        return operations;
    }

    /// Where a value is not what the schema says, each with its path.
    List<String> wrong(@Nullable Object schema, @Nullable Object value) {
        var wrong = new ArrayList<String>();
        check("", map(schema), value, wrong);
        return wrong;
    }

    private void check(String path, Map<?, ?> schema, @Nullable Object value, List<String> wrong) {
        if (schema.get("$ref") instanceof String reference) {
            var name = reference.substring(reference.lastIndexOf('/') + 1);
            var target = map(map(root.get("components")).get("schemas")).get(name);
            if (target == null) wrong.add(path + ": the document has no " + reference);
            else check(path, map(target), value, wrong);
            return;
        }
        if (value == null) {
            if (schema.containsKey("type") && !Boolean.TRUE.equals(schema.get("nullable")))
                wrong.add(path + " is null");
            return;
        }
        for (var part : list(schema.get("allOf"))) check(path, map(part), value, wrong);
        var kinds = list(schema.get("oneOf"));
        if (!kinds.isEmpty()
                && kinds.stream().noneMatch(kind -> wrong(kind, value).isEmpty()))
            wrong.add(path + " is " + value + ", which is none of " + kinds);
        var allowed = list(schema.get("enum"));
        if (!allowed.isEmpty() && !allowed.contains(value))
            wrong.add(path + " is " + value + ", not one of " + allowed);
        switch (String.valueOf(schema.get("type"))) {
            case "object" -> object(path, schema, value, wrong);
            case "array" -> {
                if (!(value instanceof List<?> items)) wrong.add(path + " is no list: " + value);
                else
                    for (var at = 0; at < items.size(); at++)
                        check(path + "[" + at + "]", map(schema.get("items")), items.get(at), wrong);
            }
            case "string" -> {
                if (!(value instanceof String)) wrong.add(path + " is no text: " + value);
            }
            case "integer" -> {
                if (!(value instanceof Integer) && !(value instanceof Long))
                    wrong.add(path + " is no integer: " + value);
            }
            case "number" -> {
                if (!(value instanceof Number)) wrong.add(path + " is no number: " + value);
            }
            case "boolean" -> {
                if (!(value instanceof Boolean)) wrong.add(path + " is no boolean: " + value);
            }
            default -> {}
        }
    }

    private void object(String path, Map<?, ?> schema, Object value, List<String> wrong) {
        if (!(value instanceof Map<?, ?> fields)) {
            wrong.add(path + " is no object: " + value);
            return;
        }
        var properties = map(schema.get("properties"));
        for (var required : list(schema.get("required")))
            if (!fields.containsKey(required)) wrong.add(path + "." + required + " is missing");
        fields.forEach((key, field) -> {
            var property = properties.get(key);
            var others = schema.get("additionalProperties");
            if (property != null) check(path + "." + key, map(property), field, wrong);
            else if (others instanceof Map<?, ?> other) check(path + "." + key, other, field, wrong);
            else if (!properties.isEmpty()) wrong.add(path + "." + key + " is not in the document");
        });
    }
}
