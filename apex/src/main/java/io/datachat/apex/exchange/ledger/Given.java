package io.datachat.apex.exchange.ledger;

import io.datachat.apex.problem.Place;
import io.datachat.apex.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A foreign mapping that remembers which of its keys were understood, so that the others can be reported.
public final class Given {
    private final YamlNode.Mapping node;
    private final Set<String> read = new HashSet<>();
    /// One per node, however often it is asked for: what one reader understood, the others need not.
    private final IdentityHashMap<YamlNode, Given> inner = new IdentityHashMap<>();

    private Given(YamlNode.Mapping node) {
        this.node = node;
    }

    public static Given of(YamlNode.Mapping node) {
        return new Given(node);
    }

    public Place place() {
        return node.place();
    }

    public boolean has(String key) {
        return value(key).isPresent();
    }

    /// Under a key that is there and says something.
    public Optional<YamlNode> value(String key) {
        read.add(key);
        return node.entry(key).map(YamlNode.Entry::value).filter(value -> !nothing(value));
    }

    public Optional<String> text(String key) {
        return value(key).filter(YamlNode.Scalar.class::isInstance).map(value -> ((YamlNode.Scalar) value).text());
    }

    public boolean flag(String key) {
        return text(key).map(text -> text.equalsIgnoreCase("true")).orElse(false);
    }

    public Optional<Given> mapping(String key) {
        return value(key).filter(YamlNode.Mapping.class::isInstance).map(this::keep);
    }

    /// The items of a list, or the values of a mapping from names, as manifests have them.
    public List<YamlNode> items(String key) {
        return switch (value(key).orElse(null)) {
            case YamlNode.Sequence(List<YamlNode> items, Place _) -> items;
            case YamlNode.Mapping(List<YamlNode.Entry> entries, Place _) ->
                entries.stream().map(YamlNode.Entry::value).toList();
            case YamlNode.Scalar scalar -> List.of(scalar);
            case null -> List.of();
        };
    }

    public List<Given> mappings(String key) {
        return items(key).stream()
                .filter(YamlNode.Mapping.class::isInstance)
                .map(this::keep)
                .toList();
    }

    /// Texts of a list, or the one text.
    public List<String> texts(String key) {
        return items(key).stream()
                .filter(YamlNode.Scalar.class::isInstance)
                .map(item -> ((YamlNode.Scalar) item).text())
                .toList();
    }

    public Given keep(YamlNode mapping) {
        return inner.computeIfAbsent(mapping, node -> new Given((YamlNode.Mapping) node));
    }

    /// Says that these keys are known and mean nothing for numbers.
    public Given pass(String... keys) {
        read.addAll(List.of(keys));
        return this;
    }

    /// What was not asked for, here and below, keys that say nothing left out.
    public List<YamlNode.Entry> unread() {
        List<YamlNode.Entry> left = new ArrayList<>();
        for (var entry : node.entries()) if (!read.contains(entry.key()) && !nothing(entry.value())) left.add(entry);
        for (var below : inner.values()) left.addAll(below.unread());
        return left;
    }

    /// Writes what was not understood into the report.
    public void account(Ledger ledger, String whole) {
        var seen = new TreeSet<String>();
        for (var entry : unread())
            if (seen.add(entry.place() + entry.key()))
                ledger.open(entry.place(), "key", whole + ": " + entry.key()).not("there is no counterpart for it");
    }

    private static boolean nothing(YamlNode value) {
        return switch (value) {
            case YamlNode.Scalar scalar -> scalar.absent();
            case YamlNode.Sequence(List<YamlNode> items, Place _) -> items.isEmpty();
            case YamlNode.Mapping(List<YamlNode.Entry> entries, Place _) ->
                entries.stream().allMatch(entry -> nothing(entry.value()));
        };
    }
}
