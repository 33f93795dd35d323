package io.datachat.apex.yaml;

import io.datachat.apex.problem.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A YAML document as a tree that remembers where everything stands.
///
/// The place of a [Scalar] is where its text begins (behind a quote, on the first line of a block), so that the third
/// line of a literal block stands two lines below the place, in the same column.
public sealed interface YamlNode {
    Place place();

    /// What it is called in messages.
    String kind();

    /// @param plain written without quotes and not as a block: only then can `5` be a number and `true` a truth
    /// value
    record Scalar(String text, boolean plain, Place place) implements YamlNode {
        private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

        /// Whether the author wrote nothing (`key:`), which is the same as leaving the key out.
        public boolean absent() {
            return plain && NOTHING.contains(text);
        }

        @Override
        public String kind() {
            return absent() ? "nothing" : "text";
        }
    }

    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /// Keys are unique and in the order of the text.
    record Mapping(List<Entry> entries, Place place) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        /// The text under a key; empty when there is none or it is not a text.
        public Optional<Scalar> scalar(String key) {
            return entry(key)
                    .map(Entry::value)
                    .filter(Scalar.class::isInstance)
                    .map(Scalar.class::cast)
                    .filter(scalar -> !scalar.absent());
        }
    }

    /// @param place where the key stands
    record Entry(String key, Place place, YamlNode value) {}
}
