package io.datachat.cli.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What a page shows beside what came. `…` stands for anything that was left out.
final class Shown {
    private static final String REST = "…";

    private Shown() {}

    static @Nullable Object json(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    /// @return where the page does not show what came, if anywhere
    static Optional<String> difference(@Nullable Object shown, @Nullable Object came) {
        return difference("", shown, came);
    }

    private static Optional<String> difference(String path, @Nullable Object shown, @Nullable Object came) {
        if (shown instanceof Map<?, ?> keys && came instanceof Map<?, ?> found) {
            for (var key : keys.entrySet()) {
                if (REST.equals(key.getKey())) continue;
                if (!found.containsKey(key.getKey())) return Optional.of(path + "." + key.getKey() + " did not come");
                var differs = difference(path + "." + key.getKey(), key.getValue(), found.get(key.getKey()));
                if (differs.isPresent()) return differs;
            }
            return keys.containsKey(REST) || keys.keySet().containsAll(found.keySet())
                    ? Optional.empty()
                    : Optional.of(path + " has the keys " + found.keySet() + ", not only " + keys.keySet());
        }
        if (shown instanceof List<?> items && came instanceof List<?> found) return items(path, items, found);
        if (shown instanceof String text && text.endsWith(REST) && came instanceof String whole)
            return whole.startsWith(text.substring(0, text.length() - 1).strip())
                    ? Optional.empty()
                    : other(path, text, whole);
        return java.util.Objects.equals(shown, came) ? Optional.empty() : other(path, shown, came);
    }

    private static Optional<String> items(String path, List<?> shown, List<?> came) {
        var open = !shown.isEmpty() && REST.equals(shown.getLast());
        var items = open ? shown.subList(0, shown.size() - 1) : shown;
        if (open ? items.size() > came.size() : items.size() != came.size())
            return Optional.of(path + " has " + came.size() + " items, not " + items.size());
        for (var at = 0; at < items.size(); at++) {
            var differs = difference(path + "[" + at + "]", items.get(at), came.get(at));
            if (differs.isPresent()) return differs;
        }
        return Optional.empty();
    }

    private static Optional<String> other(String path, @Nullable Object shown, @Nullable Object came) {
        return Optional.of(path + " is " + came + ", not " + shown);
    }

    /// Text with what differs from run to run taken out.
    static String steady(String text) {
        return text.replaceAll("\\d+ ms", "… ms").strip();
    }
}
