package io.datachat.tests.world;

import io.datachat.tests.world.World.Column;
import io.datachat.tests.world.World.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values that have caused trouble before: ends of months, leap days, midnights, signs, odd text.
final class Contents {
    static final List<String> TEXTS = List.of(
            "north",
            "North",
            "south",
            "Süd",
            "a%b_c",
            "O'Brien",
            "",
            " lead",
            "日本",
            "smile 😀",
            "\uFB00 ligature",
            "back\\slash",
            "\"quoted\"",
            "z",
            "Z",
            "NULL",
            "100%",
            "x;--",
            "élan",
            "e\u0301lan");

    private static final List<LocalDateTime> MOMENTS = List.of(
            LocalDateTime.parse("2024-02-29T00:00:00"),
            LocalDateTime.parse("2024-02-29T23:59:59.999999"),
            LocalDateTime.parse("2024-02-28T12:00:00"),
            LocalDateTime.parse("2024-03-01T00:00:00"),
            LocalDateTime.parse("2024-01-31T18:30:00"),
            LocalDateTime.parse("2024-01-30T09:15:30"),
            LocalDateTime.parse("2024-12-31T23:59:59"),
            LocalDateTime.parse("2025-01-01T00:00:00"),
            LocalDateTime.parse("2024-12-30T00:00:00"),
            LocalDateTime.parse("2024-06-30T18:29:59.999999"),
            LocalDateTime.parse("2024-03-10T07:30:00"),
            LocalDateTime.parse("2024-11-03T06:30:00"),
            LocalDateTime.parse("2023-12-31T00:00:00"),
            LocalDateTime.parse("2025-02-28T23:00:00"));

    private Contents() {}

    /// @param texts the few texts that this column holds
    static @Nullable Object value(Dice dice, Column column, List<String> texts, double nulls) {
        if (dice.chance(nulls)) return null;
        return switch (column.kind()) {
            case INTEGER ->
                BigDecimal.valueOf(dice.chance(0.7) ? dice.between(-3, 9) : dice.between(-100_000, 100_000));
            case BIGINT ->
                BigDecimal.valueOf(dice.chance(0.8) ? dice.between(-50, 50) : 3_000_000_000L + dice.between(0, 9));
            case DECIMAL -> BigDecimal.valueOf(dice.between(-5_000, 90_000), 2);
            case FINE_DECIMAL -> BigDecimal.valueOf(dice.between(-9_999, 99_999), 4);
            case DOUBLE -> dice.between(-1_000, 1_000) / (dice.chance(0.5) ? 8.0 : 7.0);
            case TEXT -> dice.pick(texts);
            case BOOLEAN -> dice.chance(0.6);
            case DATE -> moment(dice).toLocalDate();
            case TIMESTAMP -> moment(dice);
            case INSTANT -> moment(dice).toInstant(ZoneOffset.UTC);
        };
    }

    static LocalDateTime moment(Dice dice) {
        if (dice.chance(0.5)) return dice.pick(MOMENTS);
        return LocalDate.of(2023, 11, 1)
                .plusDays(dice.between(0, 500))
                .atTime(dice.between(0, 23), dice.between(0, 59), dice.between(0, 59));
    }

    /// As a SQL literal, for filters in definitions.
    static String literal(Object value) {
        return switch (value) {
            case String text -> "'" + text.replace("'", "''") + "'";
            case LocalDate date -> "DATE '" + date + "'";
            case LocalDateTime moment ->
                "TIMESTAMP '" + moment.toString().replace('T', ' ')
                        + (moment.getSecond() == 0 && moment.getNano() == 0 ? ":00" : "") + "'";
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    /// As a value of a filter in a request.
    static Object raw(Object value) {
        return switch (value) {
            case BigDecimal number -> number.scale() <= 0 ? (Object) number.longValueExact() : number;
            case LocalDate date -> date.toString();
            case LocalDateTime moment -> moment.toString();
            case Instant instant -> instant.toString();
            default -> value;
        };
    }

    static boolean comparable(Kind kind) {
        return kind != Kind.DOUBLE && kind != Kind.INSTANT;
    }
}
