package io.datachat.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One fault: which text of which source becomes what, and why that is wrong.
///
/// @param seenBy the tests that must see it; empty for those that the differential test must see
record Fault(String name, String why, String file, String find, String replace, Set<String> seenBy) {
    private static final Path SOURCES = Path.of("../apex/src/main/java/io/datachat/apex");

    static List<Fault> all() {
        try {
            var faults = new ArrayList<Fault>();
            var text = Files.readString(Path.of("faults/faults.yaml"));
            for (var item : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(text)) {
                var map = (Map<?, ?>) item;
                faults.add(new Fault(
                        text(map, "name"),
                        text(map, "why"),
                        text(map, "file"),
                        text(map, "find"),
                        text(map, "replace"),
                        tests(map.get("seen_by"))));
            }
            return faults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> tests(@Nullable Object names) {
        var tests = new LinkedHashSet<String>();
        if (names instanceof List<?> list) list.forEach(name -> tests.add("io.datachat.tests." + name));
        return tests;
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(map.get(key));
    }

    String source() {
        try {
            return Files.readString(SOURCES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasItsPlace() {
        return source().contains(find);
    }

    String planted() {
        return source().replace(find, replace);
    }

    /// `io.datachat.apex.plan.Values`.
    String className() {
        return "io.datachat.apex."
                + file.substring(0, file.length() - ".java".length()).replace('/', '.');
    }
}
