package io.datachat.apex.datapoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The code blocks of a page of the documentation.
public final class Markdown {
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml *([^\\n]*)\\n(.*?)^```$");

    private Markdown() {}

    /// @param label what stands behind the word yaml: `datachat.yaml`, or nothing
    /// @param line  of the page, from one
    public record Block(String label, String text, int line) {}

    /// The page as text; its path is relative to the project.
    public static String page(String page) {
        try {
            return Files.readString(Path.of("..").resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Block> yaml(String page) {
        var text = page(page);
        var blocks = new ArrayList<Block>();
        var matcher = YAML.matcher(text);
        while (matcher.find()) {
            var line = 1
                    + (int) text.substring(0, matcher.start(2))
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            blocks.add(new Block(matcher.group(1).strip(), matcher.group(2), line));
        }
        return blocks;
    }
}
