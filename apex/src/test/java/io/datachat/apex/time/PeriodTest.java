package io.datachat.apex.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeriodTest {
    private static Period days(String from, String to) {
        return new Period(
                LocalDate.parse(from).atStartOfDay(), LocalDate.parse(to).atStartOfDay());
    }

    private static String shown(Period period) {
        return Stretch.of(period).toString().replace("T00:00", "");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01, 2024-04-01, 2024-02-01/2024-03-01",
        "2024-01-01, 2024-04-01, 2023-10-01/2024-01-01",
        "2024-01-15, 2024-02-15, 2023-12-15/2024-01-15",
        "2024-01-01, 2025-01-01, 2023-01-01/2024-01-01",
        "2024-03-04, 2024-03-11, 2024-02-26/2024-03-04",
        "2024-01-01, 2024-03-31, 2023-10-03/2024-01-01",
    })
    void the_previous_period_is_as_many_months_or_as_many_days(String from, String to, String expected) {
        assertEquals(expected, shown(days(from, to).previous()));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01, 2024-04-01, 2023-03-01/2023-04-01",
        "2024-02-01, 2024-03-01, 2023-02-01/2023-03-01",
        "2025-02-01, 2025-03-01, 2024-02-01/2024-03-01",
        "2024-02-29, 2024-03-01, 2023-02-28/2023-03-01",
        "2024-02-01, 2024-02-29, 2023-02-01/2023-03-01",
    })
    void the_previous_year_keeps_whole_months_whole(String from, String to, String expected) {
        assertEquals(expected, shown(days(from, to).previousYear()));
    }

    @Test
    void a_period_cannot_be_empty() {
        assertThrows(IllegalArgumentException.class, () -> days("2024-01-01", "2024-01-01"));
    }

    @ParameterizedTest
    @CsvSource({
        "MINUTE, 2024-11-13T15:45",
        "HOUR, 2024-11-13T15:00",
        "DAY, 2024-11-13T00:00",
        "WEEK, 2024-11-11T00:00",
        "MONTH, 2024-11-01T00:00",
        "QUARTER, 2024-10-01T00:00",
        "YEAR, 2024-01-01T00:00",
    })
    void floor_is_the_start_of_the_unit(Grain grain, LocalDateTime expected) {
        assertEquals(expected, Grains.floor(LocalDateTime.parse("2024-11-13T15:45:30.5"), grain));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01, 2025-01-01, year",
        "2024-01-01, 2024-04-01, quarter",
        "2024-03-01, 2024-04-01, month",
        "2024-11-04, 2024-11-11, week",
        "2024-11-04, 2024-11-12, day",
    })
    void the_coarsest_grain_has_both_ends_on_its_boundaries(String from, String to, String expected) {
        assertEquals(
                expected, Grains.coarsest(days(from, to)).orElseThrow().name().toLowerCase(Locale.ROOT));
    }

    @Test
    void parts_of_a_second_lie_on_no_boundary() {
        var parts = LocalDateTime.parse("2024-11-13T15:45:30.5");
        assertEquals(java.util.Optional.empty(), Grains.coarsest(new Period(parts, parts.plusDays(1))));
        var from = LocalDateTime.parse("2024-11-13T15:45:30");
        assertEquals(
                Grain.SECOND,
                Grains.coarsest(new Period(from, from.plusDays(1))).orElseThrow());
        assertEquals(
                Grain.MINUTE,
                Grains.coarsest(new Period(from.minusSeconds(30), from.plusSeconds(30)))
                        .orElseThrow());
    }
}
