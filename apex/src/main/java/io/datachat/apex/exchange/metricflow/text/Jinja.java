package io.datachat.apex.exchange.metricflow.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Filters and group-bys as MetricFlow writes them: SQL with names in `{{ Dimension('booking__is_instant') }}`.
public final class Jinja {
    private static final Pattern HOLE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:'([^']*)'|\"([^\"]*)\"|([A-Za-z_][A-Za-z0-9_]*)|(.))");
    private static final String DATE = "'(\\d{4}-\\d\\d-\\d\\d(?:[ T]\\d\\d:\\d\\d(?::\\d\\d)?)?)'";
    private static final Pattern COMPARED = Pattern.compile("^\\s*(=|<>|!=|>=|<=|<|>)\\s*" + DATE);
    private static final Pattern BETWEEN = Pattern.compile("(?i)^(\\s+between\\s+)" + DATE + "(\\s+and\\s+)" + DATE);

    private Jinja() {}

    public enum Kind {
        DIMENSION,
        TIME,
        ENTITY,
        METRIC
    }

    /// @param name    as written, entity names of `entity_path` put before it: `listing__user__home_state`
    /// @param grain   of a dimension of time, or the name of a custom one; null when none was stated
    /// @param part    a date part: `dow`
    /// @param groupBy of a metric
    public record Reference(
            Kind kind,
            String name,
            @Nullable String grain,
            @Nullable String part,
            List<String> groupBy,
            boolean descending) {
        /// A name as a user types it: `metric_time__month`, `booking__is_instant`.
        public static Reference named(String name, @Nullable String grain, @Nullable String part) {
            return new Reference(Kind.DIMENSION, name, grain, part, List.of(), false);
        }
    }

    /// What stands for a reference: SQL, and whether it is a time, to which dates written as text are compared.
    public record Spelled(String sql, boolean time) {}

    /// @param spell empty where there is no such thing
    /// @return the text with every reference spelled; empty when one of them could not be
    public static Optional<String> fill(String text, Function<Reference, Optional<Spelled>> spell) {
        var filled = new StringBuilder();
        var hole = HOLE.matcher(text);
        var at = 0;
        while (hole.find(at)) {
            filled.append(text, at, hole.start());
            var spelled = read(hole.group(1)).flatMap(spell);
            if (spelled.isEmpty()) return Optional.empty();
            filled.append(spelled.get().sql());
            at = hole.end();
            if (spelled.get().time()) at += dates(text.substring(at), filled);
        }
        return Optional.of(filled.append(text.substring(at)).toString().strip());
    }

    /// Spells dates that are compared with a time as timestamps.
    ///
    /// @return how much of `rest` was taken
    private static int dates(String rest, StringBuilder filled) {
        var compared = COMPARED.matcher(rest);
        if (compared.find()) {
            filled.append(' ').append(compared.group(1)).append(' ').append(timestamp(compared.group(2)));
            return compared.end();
        }
        var between = BETWEEN.matcher(rest);
        if (!between.find()) return 0;
        filled.append(between.group(1)).append(timestamp(between.group(2)));
        filled.append(between.group(3)).append(timestamp(between.group(4)));
        return between.end();
    }

    private static String timestamp(String text) {
        var full = text.length() == 10 ? text + " 00:00:00" : text.length() == 16 ? text + ":00" : text;
        return "timestamp '" + full.replace('T', ' ') + "'";
    }

    public static List<Reference> references(String text) {
        List<Reference> found = new ArrayList<>();
        var hole = HOLE.matcher(text);
        while (hole.find()) read(hole.group(1)).ifPresent(found::add);
        return found;
    }

    /// `TimeDimension('metric_time', 'day', entity_path=[…]).date_part('dow')`
    public static Optional<Reference> read(String call) {
        var calls = calls(call);
        if (calls.isEmpty()) return Optional.empty();
        var first = calls.getFirst();
        var arguments = first.arguments;
        var named = first.named;
        var kind = switch (first.name) {
            case "Dimension" -> Kind.DIMENSION;
            case "TimeDimension" -> Kind.TIME;
            case "Entity" -> Kind.ENTITY;
            case "Metric" -> Kind.METRIC;
            default -> null;
        };
        if (kind == null || arguments.isEmpty()) return Optional.empty();
        var grain =
                kind == Kind.TIME && arguments.size() > 1 ? one(arguments.get(1)) : one(named, "time_granularity_name");
        var part = one(named, "date_part_name");
        var descending = one(named, "descending") != null && "True".equals(one(named, "descending"));
        for (var more : calls.subList(1, calls.size())) {
            var argument = more.arguments.isEmpty() ? null : one(more.arguments.getFirst());
            switch (more.name) {
                case "grain" -> grain = argument;
                case "date_part" -> part = argument;
                case "descending" -> descending = !"False".equals(argument);
                default -> {
                    return Optional.empty();
                }
            }
        }
        List<String> groupBy = kind != Kind.METRIC
                ? List.of()
                : arguments.size() > 1 ? arguments.get(1) : named.getOrDefault("group_by", List.of());
        List<String> path = new ArrayList<>(named.getOrDefault("entity_path", List.of()));
        path.add(one(arguments.getFirst()));
        return Optional.of(new Reference(
                kind,
                String.join("__", path),
                grain == null ? null : grain.toLowerCase(Locale.ROOT),
                part == null ? null : part.toLowerCase(Locale.ROOT),
                groupBy,
                descending));
    }

    private record Call(String name, List<List<String>> arguments, Map<String, List<String>> named) {}

    private static @Nullable String one(List<String> texts) {
        return texts.isEmpty() ? null : texts.getFirst();
    }

    private static @Nullable String one(Map<String, List<String>> named, String key) {
        return one(named.getOrDefault(key, List.of()));
    }

    /// Empty when the text is not a chain of calls.
    private static List<Call> calls(String text) {
        List<Call> calls = new ArrayList<>();
        var tokens = TOKEN.matcher(text.strip());
        while (tokens.find()) {
            if (sign(tokens, ".")) continue;
            var name = tokens.group(3);
            if (name == null || !tokens.find() || !sign(tokens, "(")) return List.of();
            List<List<String>> arguments = new ArrayList<>();
            Map<String, List<String>> named = new TreeMap<>();
            String key = null;
            List<String> value = new ArrayList<>();
            var some = false;
            var closed = false;
            while (!closed && tokens.find()) {
                var quoted = tokens.group(1) != null ? tokens.group(1) : tokens.group(2);
                if (quoted != null || tokens.group(3) != null) {
                    value.add(quoted != null ? quoted : tokens.group(3));
                    some = true;
                } else if (sign(tokens, "=") && value.size() == 1) {
                    key = value.getFirst();
                    value = new ArrayList<>();
                } else if (sign(tokens, "[") || (sign(tokens, "(") && key != null)) {
                    some = true;
                    list(tokens, value);
                } else if (sign(tokens, ",") || sign(tokens, ")")) {
                    closed = sign(tokens, ")");
                    if (some && key != null) named.put(key, value);
                    else if (some) arguments.add(value);
                    key = null;
                    some = false;
                    value = new ArrayList<>();
                }
            }
            if (!closed) return List.of();
            calls.add(new Call(name, arguments, named));
        }
        return calls;
    }

    private static void list(Matcher tokens, List<String> value) {
        while (tokens.find() && !sign(tokens, "]") && !sign(tokens, ")")) {
            var quoted = tokens.group(1) != null ? tokens.group(1) : tokens.group(2);
            if (quoted != null) value.add(quoted);
        }
    }

    private static boolean sign(Matcher tokens, String sign) {
        return sign.equals(tokens.group(4));
    }
}
