package io.datachat.apex.datapoint.load;

import io.datachat.apex.yaml.Shape;
import io.datachat.apex.yaml.Shape.Fields;
import io.datachat.apex.yaml.Shape.Items;
import io.datachat.apex.yaml.YamlNode;
import io.datachat.apex.yaml.YamlNode.Entry;
import io.datachat.apex.yaml.YamlNode.Mapping;
import io.datachat.apex.yaml.YamlNode.Scalar;
import io.datachat.apex.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// User facts over managed facts, as trees: whatever is stated keeps its place, and with it the file it came from.
///
/// What a user states wins; what he leaves out stays. Mappings are merged key by key, and so are the lists whose items
/// have names (dimensions, relationships, columns). Other lists are replaced, and so is `execution`: half of one
/// computation and half of another would be a third that nobody wrote.
final class Merging {
    private Merging() {}

    static Mapping over(Mapping user, Mapping managed, Fields shape) {
        var merged = new LinkedHashMap<String, Entry>();
        for (var entry : managed.entries()) merged.put(entry.key(), entry);
        for (var entry : user.entries()) {
            if (entry.value() instanceof Scalar scalar && scalar.absent()) continue;
            merged.merge(entry.key(), entry, (below, above) -> merge(above, below, shape));
        }
        return new Mapping(List.copyOf(merged.values()), user.place());
    }

    private static Entry merge(Entry above, Entry below, Fields shape) {
        var inner = shape.spelled()
                .filter(field -> field.key().equals(above.key()))
                .map(Shape.Field::shape)
                .findFirst();
        if (inner.isEmpty() || above.key().equals("execution")) return above;
        var value = switch (inner.get()) {
            case Fields fields
            when above.value() instanceof Mapping a && below.value() instanceof Mapping b -> over(a, b, fields);
            case Items(Fields fields) when fields.keyed() -> byName(above.value(), below.value(), fields);
            case Shape _ -> above.value();
        };
        return new Entry(above.key(), above.place(), value);
    }

    private static YamlNode byName(YamlNode above, YamlNode below, Fields shape) {
        var merged = named(below, shape);
        named(above, shape)
                .forEach((name, item) -> merged.merge(
                        name,
                        item,
                        (b, a) -> a instanceof Mapping m && b instanceof Mapping n ? over(m, n, shape) : a));
        return new Sequence(List.copyOf(merged.values()), above.place());
    }

    /// Items by name; an item whose name cannot be told keeps a name of its own, so that the binder can complain
    /// about it.
    private static Map<String, YamlNode> named(YamlNode list, Fields shape) {
        var items = new LinkedHashMap<String, YamlNode>();
        for (var item : spread(list, shape)) {
            var name = item instanceof Mapping mapping
                    ? mapping.scalar("name").or(() -> mapping.scalar("to")).map(Scalar::text)
                    : java.util.Optional.<String>empty();
            items.putIfAbsent(name.orElse("#" + items.size()), item);
        }
        return items;
    }

    /// The short ways to write an item, written out.
    private static List<YamlNode> spread(YamlNode list, Fields shape) {
        var first = shape.fields().getFirst().key();
        var items = new ArrayList<YamlNode>();
        switch (list) {
            case Sequence(List<YamlNode> nodes, var _) ->
                nodes.forEach(node -> items.add(
                        node instanceof Scalar
                                ? new Mapping(List.of(new Entry(first, node.place(), node)), node.place())
                                : node));
            case Mapping(List<Entry> entries, var _) -> entries.forEach(entry -> items.add(keyed(entry, shape)));
            case Scalar scalar ->
                items.add(new Mapping(List.of(new Entry(first, scalar.place(), scalar)), scalar.place()));
        }
        return items;
    }

    private static Mapping keyed(Entry entry, Fields shape) {
        var inner = new ArrayList<Entry>();
        var name = shape.fields().getFirst().key();
        inner.add(new Entry(name, entry.place(), new Scalar(entry.key(), false, entry.place())));
        switch (entry.value()) {
            case Mapping(List<Entry> rest, var _) -> inner.addAll(rest);
            case Scalar scalar when scalar.absent() -> {}
            case YamlNode value -> inner.add(new Entry(shape.fields().get(1).key(), entry.place(), value));
        }
        return new Mapping(inner, entry.place());
    }
}
