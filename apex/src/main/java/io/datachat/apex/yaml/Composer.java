package io.datachat.apex.yaml;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.yaml.YamlNode.Entry;
import io.datachat.apex.yaml.YamlNode.Mapping;
import io.datachat.apex.yaml.YamlNode.Scalar;
import io.datachat.apex.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Parser events → trees, for a stretch of a text that begins at a given line.
///
/// The size of a document is counted as if every alias were written out, so that a few lines cannot stand for billions.
final class Composer {
    private static final int DEEPEST = 64;
    private static final int LARGEST = 200_000;

    private final String source;
    private final String text;
    private String @Nullable [] lines;
    private final int linesBefore;
    private final Iterator<Event> events;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int size;

    private record Anchored(YamlNode node, int size) {}

    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Problem problem;

        TooLarge(String message, Place place) {
            super(message);
            this.problem = Problem.of(YamlCode.TOO_LARGE, message).at(place);
        }
    }

    Composer(String source, String text, int linesBefore) {
        this.source = source;
        this.text = text;
        this.linesBefore = linesBefore;
        var settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    List<Problem> problems() {
        return problems;
    }

    Place start() {
        return Place.at(source, linesBefore + 1, 1);
    }

    List<YamlNode> documents() {
        var documents = new ArrayList<YamlNode>();
        while (events.hasNext()) {
            if (!(events.next() instanceof NodeEvent event)) continue;
            anchors.clear();
            size = 0;
            var node = compose(event, 1);
            if (!(node instanceof Scalar scalar && scalar.absent())) documents.add(node);
        }
        return documents;
    }

    private YamlNode compose(NodeEvent event, int depth) {
        if (depth > DEEPEST) throw new TooLarge("more than " + DEEPEST + " levels of nesting", place(event));
        var before = size;
        grow(1, event);
        var node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            case AliasEvent alias -> alias(alias);
            default -> throw new IllegalStateException(event.toString());
        };
        if (!(event instanceof AliasEvent)) {
            event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, size - before)));
        }
        return node;
    }

    private YamlNode alias(AliasEvent alias) {
        var anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            problems.add(Problem.of(YamlCode.NOT_YAML, "not valid YAML: no anchor '&" + alias.getAlias() + "' above")
                    .at(place(alias)));
            return new Scalar("", true, place(alias));
        }
        grow(anchored.size, alias);
        return anchored.node;
    }

    private void grow(int by, Event event) {
        size += by;
        if (size > LARGEST) throw new TooLarge("more than " + LARGEST + " values in one document", place(event));
    }

    private YamlNode sequence(SequenceStartEvent start, int depth) {
        tag(start.getTag(), start);
        var items = new ArrayList<YamlNode>();
        var event = events.next();
        for (; event instanceof NodeEvent item; event = events.next()) items.add(compose(item, depth + 1));
        return new Sequence(items, place(start));
    }

    private YamlNode mapping(MappingStartEvent start, int depth) {
        tag(start.getTag(), start);
        var entries = new LinkedHashMap<String, Entry>();
        var event = events.next();
        for (; event instanceof NodeEvent first; event = events.next()) {
            var key = compose(first, depth + 1);
            var value = compose((NodeEvent) events.next(), depth + 1);
            if (!(key instanceof Scalar(String text, boolean _, Place place))) {
                problems.add(Problem.of(YamlCode.KEY_NOT_TEXT, "a key must be text, not " + key.kind())
                        .at(key.place())
                        .hint("put a text that begins with '{' or '[' in quotes"));
                continue;
            }
            var twin = entries.putIfAbsent(text, new Entry(text, place, value));
            if (twin != null) {
                problems.add(Problem.of(YamlCode.DUPLICATE_KEY, "key '" + text + "' is given twice")
                        .at(place)
                        .hint("the first one is in line " + twin.place().line() + "; keep one"));
            }
        }
        return new Mapping(List.copyOf(entries.values()), place(start));
    }

    private YamlNode scalar(ScalarEvent event) {
        tag(event.getTag(), event);
        return new Scalar(event.getValue(), event.isPlain(), textPlace(event));
    }

    private void tag(Optional<String> tag, Event event) {
        tag.filter(name -> !name.equals("!"))
                .ifPresent(name -> problems.add(Problem.of(YamlCode.TAG, "the tag '" + name + "' is not used here")
                        .at(place(event))
                        .hint("write the value itself, in quotes when it must be text")));
    }

    /// Where the text itself begins: behind the quote, or on the first line of a block.
    private Place textPlace(ScalarEvent event) {
        var whole = place(event);
        if (event.isPlain()) return whole;
        if (!event.isLiteral() && !event.isFolded()) {
            return new Place(
                    source, whole.line(), whole.column() + 1, whole.endLine(), Math.max(1, whole.endColumn() - 1));
        }
        var rows = lines();
        for (var row = whole.line() - linesBefore; row < rows.length; row++) {
            var line = rows[row];
            if (line.isBlank()) continue;
            var indent = line.length() - line.stripLeading().length();
            return new Place(source, whole.line() + 1, indent + 1, whole.endLine(), whole.endColumn());
        }
        return whole;
    }

    /// Cut only when a block needs it.
    private String[] lines() {
        if (lines == null) lines = text.split("\n", -1);
        return lines;
    }

    Place place(Mark mark) {
        return Place.at(source, linesBefore + mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Place place(Event event) {
        var start = event.getStartMark().map(this::place).orElse(start());
        if (!(event instanceof ScalarEvent)) return start;
        var end = event.getEndMark().map(this::place).orElse(start);
        if (end.column() > 1) return new Place(source, start.line(), start.column(), end.line(), end.column() - 1);
        var last = Math.max(start.line(), end.line() - 1);
        var row = last - linesBefore - 1;
        var rows = lines();
        var column = row >= 0 && row < rows.length
                ? Math.max(1, rows[row].stripTrailing().length())
                : 1;
        return new Place(source, start.line(), start.column(), last, column);
    }
}
