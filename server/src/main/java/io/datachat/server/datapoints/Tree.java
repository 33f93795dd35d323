package io.datachat.server.datapoints;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record as the tree that its YAML would be: keys in snake case, without what is absent.
///
/// Reflection, because the language has many records and each new one must be shown without anybody remembering to.
public final class Tree {
    private Tree() {}

    public static Map<String, Object> of(Record root) {
        var tree = new LinkedHashMap<String, Object>();
        for (var component : root.getClass().getRecordComponents()) {
            var value = value(component, root);
            var shown = shown(value);
            if (shown != null) tree.put(key(component.getName()), shown);
        }
        return tree;
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            case Record record -> of(record);
            case List<?> list -> {
                var elements = new ArrayList<Object>();
                for (var each : list) {
                    var element = shown(each);
                    if (element != null) elements.add(element);
                }
                yield elements.isEmpty() ? null : elements;
            }
            case Boolean truth -> truth;
            case Number number -> number;
            default -> value.toString();
        };
    }

    static String key(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(RecordComponent component, Record owner) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
