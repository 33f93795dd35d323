package io.datachat.apex.yaml;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Text → trees. A line `---` begins a document wherever it stands (YAML 1.2.2, 9.1.2), so a text is cut there first
/// and a document that cannot be read does not take its neighbours with it.
public final class YamlReader {
    private static final int LARGEST = 4_000_000;

    private YamlReader() {}

    /// @param documents what could be read; empty documents are left out
    /// @param broken    the texts of documents that could not be read
    public record Read(List<YamlNode> documents, List<Problem> problems, List<String> broken) {
        public Read {
            documents = List.copyOf(documents);
            problems = List.copyOf(problems);
            broken = List.copyOf(broken);
        }
    }

    /// @param source the name of the text in places, normally a path relative to the project
    public static Read read(String source, String text) {
        if (text.length() > LARGEST) {
            var problem = Problem.of(YamlCode.TOO_LARGE, source + " has more than " + LARGEST + " characters")
                    .at(Place.at(source, 1, 1))
                    .hint("split it into several files");
            return new Read(List.of(), List.of(problem), List.of());
        }
        var documents = new ArrayList<YamlNode>();
        var problems = new ArrayList<Problem>();
        var broken = new ArrayList<String>();
        for (var part : parts(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            var composer = new Composer(source, part.text, part.line);
            try {
                documents.addAll(composer.documents());
            } catch (YamlEngineException e) {
                problems.add(problem(e, composer, part));
                broken.add(part.text);
            } catch (Composer.TooLarge e) {
                problems.add(e.problem);
                broken.add(part.text);
            }
            problems.addAll(composer.problems());
        }
        return new Read(documents, problems, broken);
    }

    /// @param line how many lines stand before it
    private record Part(String text, int line) {}

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        var start = 0;
        var startLine = 0;
        var line = 0;
        for (var at = 0; at < text.length(); line++) {
            var end = text.indexOf('\n', at);
            var next = end < 0 ? text.length() : end + 1;
            if (at > start && marker(text, at)) {
                parts.add(new Part(text.substring(start, at), startLine));
                start = at;
                startLine = line;
            }
            at = next;
        }
        parts.add(new Part(text.substring(start), startLine));
        return parts;
    }

    private static boolean marker(String text, int at) {
        return text.startsWith("---", at) && (at + 3 == text.length() || Character.isWhitespace(text.charAt(at + 3)));
    }

    private static Problem problem(YamlEngineException e, Composer composer, Part part) {
        return switch (e) {
            case MarkedYamlEngineException marked -> {
                var what = plain(marked.getProblem());
                var begun = what.startsWith("the text ends") ? marked.getContextMark() : marked.getProblemMark();
                var place = begun.or(marked::getProblemMark).map(composer::place);
                var problem =
                        Problem.of(YamlCode.NOT_YAML, "not valid YAML: " + what).at(place.orElse(composer.start()));
                var hint = hint(what, marked.getContext());
                yield hint == null ? problem : problem.hint(hint);
            }
            case ReaderException reader -> {
                var before = part.text.substring(0, Math.min(reader.getPosition(), part.text.length()));
                var line = part.line
                        + 1
                        + (int) before.chars().filter(c -> c == '\n').count();
                var column = before.length() - before.lastIndexOf('\n');
                yield Problem.of(YamlCode.NOT_YAML, "not valid YAML: a character that no text may contain")
                        .at(Place.at(composer.start().source(), line, column))
                        .hint("remove it; it may be invisible in an editor");
            }
            case YamlEngineException other ->
                Problem.of(YamlCode.NOT_YAML, "not valid YAML").at(composer.start());
        };
    }

    /// The parser speaks of tokens; people speak of what they typed.
    private static String plain(String problem) {
        return switch (problem) {
            case String tab when tab.contains("TAB") -> "a tab cannot be used for indentation";
            case String end
            when end.startsWith("expected <block end>, but found") ->
                "this line does not fit the indentation of the lines above";
            case "mapping values are not allowed here" -> "a second ': ' in one line";
            case "found unexpected end of stream" -> "the text ends inside quotes";
            case String key when key.startsWith("could not find expected ':'") -> "a key without ':'";
            case String open when open.contains(", but got") -> open.substring(0, open.indexOf(", but got"));
            case String other -> other.replaceAll("[<>]", "");
        };
    }

    private static @Nullable String hint(String what, @Nullable String context) {
        if (what.startsWith("a tab")) return "indent with blanks";
        if (what.startsWith("a second")) return "put the text in quotes, or indent the line like the one above";
        if (what.startsWith("the text ends")) return "close the quotes";
        if (context != null && context.contains("flow")) return "a text that contains '{', '[' or ',' needs quotes";
        return null;
    }
}
