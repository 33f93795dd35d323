package io.datachat.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One fault: which text of which source becomes what, and why that is wrong.
record Fault(String name, String why, String file, String find, String replace) {
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
                        text(map, "replace")));
            }
            return faults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
