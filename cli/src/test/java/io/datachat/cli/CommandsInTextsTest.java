package io.datachat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.query.Cancellation;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Every command line that a page or a hint names can be typed.
class CommandsInTextsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// Between backticks or quotes in running text and hints.
    private static final Pattern QUOTED = Pattern.compile("[`'](?:\\./)?datachat ([a-z][^`'\\n]*)[`']");

    /// A line of its own in a block of a page.
    private static final Pattern LINE = Pattern.compile("(?m)^(?:\\$ )?\\./datachat ([a-z].*)$");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern END = Pattern.compile("\\s+#\\s.*|\\s*[;|&>].*");

    @Test
    void every_command_in_pages_and_hints_parses() throws IOException {
        var lines = new TreeMap<String, String>();
        for (var page : files("docs", ".md")) find(page, lines);
        find(ROOT.resolve("README.md"), lines);
        for (var module : List.of("apex", "server", "cli"))
            for (var source : files(module + "/src/main/java", ".java")) find(source, lines);
        var wrong = new ArrayList<String>();
        lines.forEach((line, where) -> {
            try {
                commandLine().parseArgs(words(line).toArray(String[]::new));
            } catch (CommandLine.MissingParameterException named) {
                // A text may name a command without what it is to be called with.
            } catch (CommandLine.ParameterException refused) {
                wrong.add(where + ": datachat " + line + "\n    " + refused.getMessage());
            }
        });
        assertTrue(lines.size() > 30, lines::toString);
        assertTrue(lines.containsKey("database refresh"), lines::toString);
        assertEquals("", String.join("\n", wrong));
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (var all = Files.walk(ROOT.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static void find(Path file, Map<String, String> lines) throws IOException {
        // Texts of a program may go on in its next line.
        var text = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("\\\\\\n\\s*", "");
        for (var pattern : List.of(QUOTED, LINE)) {
            var found = pattern.matcher(text);
            while (found.find()) {
                var line = END.matcher(found.group(1)).replaceFirst("").strip();
                // A line that only the running program completes cannot be read here.
                if (!line.contains("\" +") && !line.contains("--help"))
                    lines.putIfAbsent(line, ROOT.relativize(file).toString());
            }
        }
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var found = WORD.matcher(line);
        while (found.find())
            words.add(
                    found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3));
        return words;
    }

    private static CommandLine commandLine() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var terminal = new Terminal(nowhere, nowhere, Integer.MAX_VALUE, false, false, false);
        return Datachat.commandLine(
                new Session(terminal, name -> null, ROOT, InstantSource.fixed(Shell.NOW), new Cancellation()));
    }
}
