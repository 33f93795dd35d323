package io.datachat.tests.lift;

import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.tests.world.Dice;
import io.datachat.tests.world.World.Link;
import io.datachat.tests.world.World.Thing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/// Writes a sheet as SQL in one of the many ways in which people and models do.
public final class Writing {
    private static final Pattern NAME =
            Pattern.compile("'(?:[^']|'')*'|\"?[A-Za-z_][A-Za-z_0-9]*\"?(?:\\.\"?[A-Za-z_][A-Za-z_0-9]*\"?)*");
    private final Sheet sheet;
    private final Dice dice;
    private final boolean innerJoins;
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final Map<String, Thing> things = new LinkedHashMap<>();

    private Writing(Sheet sheet, Dice dice, boolean innerJoins) {
        this.sheet = sheet;
        this.dice = dice;
        this.innerJoins = innerJoins;
    }

    /// @return empty when a path leads where joins of equal columns do not
    public static Optional<String> of(Sheet sheet, Dice dice, boolean innerJoins) {
        try {
            return Optional.of(new Writing(sheet, dice, innerJoins).sql());
        } catch (IllegalArgumentException unwritable) {
            return Optional.empty();
        }
    }

    private String sql() {
        var names = List.of("f", "t0", "src", sheet.fact().id);
        aliases.put("", dice.pick(names));
        things.put("", sheet.fact());
        List<String> where = new ArrayList<>();
        List<String> ofMetric = new ArrayList<>();
        for (var filter : sheet.filters()) ofMetric.add("(" + told(filter) + ")");
        for (var condition : sheet.conditions()) where.add(told(condition));
        var time = sheet.time() == null ? null : told(sheet.time());
        if (sheet.from() != null) where.add(edge(time + " >= ", sheet.from(), " <= " + time));
        if (sheet.to() != null) where.add(edge(time + " < ", sheet.to(), " > " + time));
        List<String> columns = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        if (sheet.grain() != null) columns.add(bucket(sheet.grain(), String.valueOf(time)));
        for (var group : sheet.groups()) columns.add(told(group));
        var chosen = columns.isEmpty() && !ofMetric.isEmpty() && dice.chance(0.4);
        var aggregate = aggregate(chosen ? String.join(" AND ", ofMetric) : null);
        if (!chosen) where.addAll(ofMetric);
        var ordinals = dice.chance(0.4);
        List<String> select = new ArrayList<>();
        for (var at = 0; at < columns.size(); at++) {
            select.add(columns.get(at) + (dice.chance(0.7) ? " AS g" + at : ""));
            groups.add(ordinals ? String.valueOf(at + 1) : columns.get(at));
        }
        select.add(aggregate + " AS value");
        var random = new Random(dice.between(0, 1_000_000));
        Collections.shuffle(where, random);
        var body = "SELECT " + String.join(", ", select) + "\nFROM " + tables()
                + (where.isEmpty() ? "" : "\nWHERE " + String.join("\n  AND ", where))
                + (groups.isEmpty() ? "" : "\nGROUP BY " + String.join(", ", groups));
        if (dice.chance(0.2)) return "WITH answer AS (\n" + body + "\n)\nSELECT * FROM answer";
        if (!groups.isEmpty() && dice.chance(0.2)) body += "\nHAVING count(*) > 0";
        return body;
    }

    private String edge(String plain, String day, String mirrored) {
        var literal = dice.pick("DATE '" + day + "'", "TIMESTAMP '" + day + " 00:00:00'");
        return dice.chance(0.7) ? plain + literal : literal + mirrored;
    }

    private String bucket(String grain, String time) {
        return grain.equals("day") && dice.chance(0.4)
                ? "CAST(" + time + " AS DATE)"
                : "date_trunc('" + grain + "', " + time + ")";
    }

    private String aggregate(@org.jspecify.annotations.Nullable String condition) {
        var argument = sheet.argument() == null ? null : told(sheet.argument());
        var distinct = sheet.aggregation() == Aggregation.COUNT_DISTINCT;
        var function = distinct ? "count" : sheet.aggregation().name().toLowerCase(Locale.ROOT);
        var said = (distinct ? "DISTINCT " : "") + (argument == null ? dice.pick("*", "1") : argument);
        if (condition == null) return function + "(" + said + ")";
        if (dice.chance(0.5)) return function + "(" + said + ") FILTER (WHERE " + condition + ")";
        return function + "(" + (distinct ? "DISTINCT " : "") + "CASE WHEN " + condition + " THEN "
                + (argument == null ? "1" : argument) + " END)";
    }

    private String tables() {
        var fact = quoted(sheet.fact().table);
        var text = new StringBuilder();
        if (dice.chance(0.15)) text.append("(SELECT * FROM ").append(fact).append(")");
        else text.append(fact);
        text.append(dice.pick(" ", " AS ")).append(aliases.get(""));
        var joined = new ArrayList<>(aliases.keySet());
        joined.remove("");
        for (var path : joined) {
            var parent = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
            var link = link(things.get(parent), path.substring(path.lastIndexOf('.') + 1));
            List<String> on = new ArrayList<>();
            for (var at = 0; at < link.columns().size(); at++) {
                var own = aliases.get(parent) + "." + quoted(link.columns().get(at));
                var other = aliases.get(path) + "." + quoted(link.to().key.get(at));
                on.add(dice.chance(0.5) ? own + " = " + other : other + " = " + own);
            }
            text.append("\n")
                    .append(
                            innerJoins || (strict(path) && dice.chance(0.5))
                                    ? dice.pick("JOIN", "INNER JOIN")
                                    : "LEFT JOIN")
                    .append(" ")
                    .append(quoted(link.to().table))
                    .append(" ")
                    .append(aliases.get(path))
                    .append(" ON ")
                    .append(String.join(" AND ", on));
        }
        for (var join : sheet.joins()) text.append("\n").append(join.replace("{f}", String.valueOf(aliases.get(""))));
        return text.toString();
    }

    /// Whether a condition of the question fails where there is no such row.
    private boolean strict(String path) {
        return sheet.conditions().stream()
                .anyMatch(condition -> condition.startsWith(path + ".")
                        && condition.indexOf('.', path.length() + 1) < 0
                        && !condition.contains(" IS "));
    }

    static String quoted(String name) {
        return name.equals("group") || name.equals("order") ? '"' + name + '"' : name;
    }

    /// An expression over paths as one over aliases.
    private String told(String expression) {
        return NAME.matcher(expression).replaceAll(match -> {
            var said = match.group();
            if (said.startsWith("'")) return java.util.regex.Matcher.quoteReplacement(said);
            return java.util.regex.Matcher.quoteReplacement(name(said));
        });
    }

    private String name(String said) {
        var plain = said.replace("\"", "");
        var dot = plain.lastIndexOf('.');
        var path = dot < 0 ? "" : plain.substring(0, dot);
        var column = plain.substring(dot + 1);
        if (dot < 0 && sheet.fact().columns.stream().noneMatch(one -> one.name().equals(column))) return said;
        var thing = sheet.fact();
        var at = "";
        if (!path.isEmpty())
            for (var role : path.split("\\.", -1)) {
                thing = link(thing, role).to();
                at = at.isEmpty() ? role : at + "." + role;
                things.put(at, thing);
                aliases.computeIfAbsent(at, _ -> dice.pick("j", "x", "tab_") + aliases.size());
            }
        if (thing.columns.stream().noneMatch(one -> one.name().equals(column)))
            throw new IllegalArgumentException("no column: " + said);
        return aliases.get(at) + "." + quoted(column);
    }

    private static Link link(@org.jspecify.annotations.Nullable Thing from, String role) {
        if (from == null) throw new IllegalArgumentException(role);
        return from.links.stream()
                .filter(link -> link.role().equals(role)
                        && !link.declaredByTarget()
                        && !link.to().history
                        && link.columns().size() == link.to().key.size()
                        && !link.columns().getFirst().contains("."))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no plain role: " + role));
    }
}
