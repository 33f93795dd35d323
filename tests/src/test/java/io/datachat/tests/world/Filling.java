package io.datachat.tests.world;

import io.datachat.tests.evaluator.Rows;
import io.datachat.tests.world.World.Kind;
import io.datachat.tests.world.World.Thing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Draws the rows: some tables empty, keys that are NULL or point nowhere, repeated and missing values.
final class Filling {
    private static final int NOWHERE = 90;
    private final Dice dice;
    private final boolean dangling;
    private final Map<String, Integer> sizes = new HashMap<>();
    /// Columns that another table joins on: the key behind them is there even when its row is not.
    private final Set<String> readFromAfar = new HashSet<>();

    Filling(Dice dice) {
        this.dice = dice;
        this.dangling = dice.chance(0.5);
    }

    Rows fill(List<Thing> things) {
        for (var thing : things) {
            var big = thing.fact && !thing.id.equals("buyer");
            var empty = dice.chance(big ? 0.05 : 0.08);
            sizes.put(thing.id, empty ? 0 : big ? dice.between(1, 24) : dice.between(1, 6));
        }
        for (var thing : things)
            for (var far : thing.links)
                for (var near : thing.links)
                    if (far.columns().getFirst().startsWith(near.role() + "."))
                        readFromAfar.add(near.to().id
                                + far.columns().getFirst().substring(near.role().length()));
        var tables = new HashMap<String, List<Map<String, @Nullable Object>>>();
        var doubles = new HashSet<String>();
        var dates = new HashSet<String>();
        for (var thing : things) {
            tables.put(
                    thing.table,
                    thing.history
                            ? history(thing, key -> stood(thing, key, things, tables))
                            : thing.calendar ? calendar() : rows(thing));
            for (var column : thing.columns) {
                if (column.kind() == Kind.DOUBLE) doubles.add(column.name());
                if (column.kind() == Kind.DATE) dates.add(thing.table + "." + column.name());
            }
        }
        return new Rows(tables, doubles, dates);
    }

    private List<Map<String, @Nullable Object>> rows(Thing thing) {
        var texts = new HashMap<String, List<String>>();
        for (var column : thing.columns) texts.put(column.name(), dice.some(Contents.TEXTS, dice.between(2, 5)));
        var nulls = dice.pick(0.0, 0.15, 0.35);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        var keys = new HashSet<List<@Nullable Object>>();
        for (var number = 1; number <= size(thing); number++) {
            var row = new LinkedHashMap<String, @Nullable Object>();
            for (var column : thing.columns) {
                row.put(
                        column.name(),
                        Contents.value(dice, column, texts.getOrDefault(column.name(), List.of("x")), nulls));
            }
            if (row.containsKey("id")) row.put("id", BigDecimal.valueOf(number));
            if (row.containsKey("code")) row.put("code", "C" + number);
            if (row.containsKey("line_no")) row.put("line_no", BigDecimal.valueOf(dice.between(1, 3)));
            for (var link : thing.links) {
                var column = link.columns().getFirst();
                if (!link.oneToOne() && !column.contains("."))
                    row.put(
                            column,
                            partner(
                                    link.to(),
                                    thing.key.contains(column),
                                    readFromAfar.contains(thing.id + "." + column)));
            }
            if (keys.add(new ArrayList<@Nullable Object>(
                    thing.key.stream().map(row::get).toList()))) rows.add(row);
        }
        return rows;
    }

    private int size(Thing thing) {
        return sizes.getOrDefault(thing.id, 0);
    }

    /// @param often whether it often points nowhere
    private @Nullable Object partner(Thing target, boolean needed, boolean often) {
        if (!needed && dice.chance(0.12)) return null;
        if (size(target) == 0 || (often ? dice.chance(0.3) : dangling && dice.chance(0.1)))
            return key(target, NOWHERE + dice.between(0, 2));
        return key(target, dice.between(1, size(target)));
    }

    private static Object key(Thing target, int number) {
        return target.key.equals(List.of("code")) ? "C" + number : BigDecimal.valueOf(number);
    }

    /// When the rows that look something up in a history happened, on the clock of the history.
    private static List<LocalDateTime> stood(
            Thing history,
            BigDecimal key,
            List<Thing> things,
            Map<String, List<Map<String, @Nullable Object>>> tables) {
        var times = new ArrayList<LocalDateTime>();
        for (var thing : things)
            if (thing.links.stream().anyMatch(link -> link.to() == history) && "happened".equals(thing.time))
                for (var row : tables.getOrDefault(thing.table, List.of())) {
                    if (!(row.get(history.id + "_id") instanceof BigDecimal held) || held.compareTo(key) != 0) continue;
                    var zone = zone(history);
                    switch (row.get("happened")) {
                        case LocalDate date -> times.add(date.atStartOfDay());
                        case LocalDateTime local ->
                            times.add(local.atZone(zone(thing))
                                    .withZoneSameInstant(zone)
                                    .toLocalDateTime());
                        case Instant instant -> times.add(LocalDateTime.ofInstant(instant, zone));
                        case null, default -> {}
                    }
                }
        return times;
    }

    private static ZoneId zone(Thing thing) {
        return thing.zone == null ? ZoneOffset.UTC : ZoneId.of(thing.zone);
    }

    /// A time of a row is the likeliest end: only there it matters which row holds.
    private LocalDateTime end(List<LocalDateTime> stood) {
        return stood.isEmpty() || dice.chance(0.4) ? Contents.moment(dice) : dice.pick(stood);
    }

    /// Each key holds for stretches that follow each other, some with a gap between them.
    private List<Map<String, @Nullable Object>> history(Thing thing, Function<BigDecimal, List<LocalDateTime>> times) {
        var kind = thing.column("holds_from").kind();
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var number = 1; number <= size(thing); number++) {
            var stood = times.apply(BigDecimal.valueOf(number));
            var from = dice.chance(0.5) ? LocalDate.of(2023, 1, 1).atStartOfDay() : end(stood);
            for (var count = dice.between(1, 3); count > 0; count--) {
                var next = end(stood);
                var to = next.isAfter(from) ? next : from.plusDays(dice.between(20, 200));
                var row = new LinkedHashMap<String, @Nullable Object>();
                for (var column : thing.columns)
                    row.put(column.name(), Contents.value(dice, column, List.of("base", "plus", "gold"), 0.1));
                if (kind == Kind.DATE && !to.toLocalDate().isAfter(from.toLocalDate())) to = from.plusDays(3);
                row.put("id", BigDecimal.valueOf(number));
                row.put("holds_from", written(from, kind, thing));
                row.put("holds_to", count == 1 && dice.chance(0.6) ? null : written(to, kind, thing));
                rows.add(row);
                from = dice.chance(0.3) ? to.plusDays(dice.between(1, 30)) : to;
            }
        }
        return rows;
    }

    private static Object written(LocalDateTime local, Kind kind, Thing thing) {
        return switch (kind) {
            case DATE -> local.toLocalDate();
            case INSTANT -> local.atZone(zone(thing)).toInstant();
            default -> local;
        };
    }

    /// Months that begin on the 26th; the calendar ends before the data do.
    private List<Map<String, @Nullable Object>> calendar() {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        var end = LocalDate.of(2024, 2, 1).plusDays(dice.between(60, 250));
        for (var day = LocalDate.of(2024, 1, dice.between(1, 20)); day.isBefore(end); day = day.plusDays(1)) {
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("day", day);
            row.put("fiscal_month", BigDecimal.valueOf(day.plusDays(6).getMonthValue()));
            row.put("season", day.getDayOfYear() % 9 == 0 ? null : day.getMonthValue() < 4 ? "winter" : "summer");
            rows.add(row);
        }
        return rows;
    }
}
