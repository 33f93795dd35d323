package io.datachat.apex.time.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Almanac;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Asked on Wednesday 13 November 2024, 15:45:30, in Berlin.
final class PeriodsTest {
    private static final ZonedDateTime AS_OF = ZonedDateTime.parse("2024-11-13T15:45:30+01:00[Europe/Berlin]");

    private static String shown(Periods.Reading reading) {
        return switch (reading) {
            case Periods.Reading.Understood(var stretch) -> stretch.toString().replace("T00:00", "");
            case Periods.Reading.Refused(var problems) ->
                problems.stream().map(PeriodsTest::text).collect(Collectors.joining("\n"));
        };
    }

    private static String text(Problem problem) {
        return problem.code().id() + " " + problem.message()
                + (problem.choices().isEmpty() ? "" : " " + problem.choices());
    }

    private static String read(String words) {
        return shown(Periods.read(words, AS_OF, Almanac.ISO));
    }

    private static String between(@Nullable String from, @Nullable String to) {
        return shown(Periods.between(from, to, AS_OF));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        today                           | 2024-11-13/2024-11-14
        yesterday                       | 2024-11-12/2024-11-13
        tomorrow                        | 2024-11-14/2024-11-15
        the day before yesterday        | 2024-11-11/2024-11-12
        last day                        | 2024-11-12/2024-11-13
        last week                       | 2024-11-04/2024-11-11
        this week                       | 2024-11-11/2024-11-18
        next week                       | 2024-11-18/2024-11-25
        last month                      | 2024-10-01/2024-11-01
        Last Month                      | 2024-10-01/2024-11-01
        in the last month?              | 2024-10-01/2024-11-01
        previous quarter                | 2024-07-01/2024-10-01
        this quarter                    | 2024-10-01/2025-01-01
        current year                    | 2024-01-01/2025-01-01
        last year                       | 2023-01-01/2024-01-01
        last hour                       | 2024-11-13T14:00/2024-11-13T15:00
        last 7 days                     | 2024-11-06/2024-11-13
        the past seven days             | 2024-11-06/2024-11-13
        last 2 weeks                    | 2024-10-28/2024-11-11
        last 12 months                  | 2023-11-01/2024-11-01
        last 4 quarters                 | 2023-10-01/2024-10-01
        trailing 30 days                | 2024-10-14/2024-11-13
        last 24 hours                   | 2024-11-12T15:00/2024-11-13T15:00
        last 90 minutes                 | 2024-11-13T14:15/2024-11-13T15:45
        next 3 days                     | 2024-11-14/2024-11-17
        3 days ago                      | 2024-11-10/2024-11-11
        year to date                    | 2024-01-01/2024-11-14
        year-to-date                    | 2024-01-01/2024-11-14
        YTD                             | 2024-01-01/2024-11-14
        mtd                             | 2024-11-01/2024-11-14
        quarter to date                 | 2024-10-01/2024-11-14
        week to date                    | 2024-11-11/2024-11-14
        this month so far               | 2024-11-01/2024-11-14
        2024                            | 2024-01-01/2025-01-01
        in 2023                         | 2023-01-01/2024-01-01
        year 2023                       | 2023-01-01/2024-01-01
        2024-03                         | 2024-03-01/2024-04-01
        03/2024                         | 2024-03-01/2024-04-01
        march 2024                      | 2024-03-01/2024-04-01
        Mar. 2024                       | 2024-03-01/2024-04-01
        Mar-2024                        | 2024-03-01/2024-04-01
        March, 2024                     | 2024-03-01/2024-04-01
        march of last year              | 2023-03-01/2023-04-01
        mar                             | 2024-03-01/2024-04-01
        december                        | 2023-12-01/2024-01-01
        november                        | 2024-11-01/2024-12-01
        sept 2023                       | 2023-09-01/2023-10-01
        q1 2024                         | 2024-01-01/2024-04-01
        2024-Q1                         | 2024-01-01/2024-04-01
        2024Q1                          | 2024-01-01/2024-04-01
        Q1/2024                         | 2024-01-01/2024-04-01
        q3                              | 2024-07-01/2024-10-01
        q4 last year                    | 2023-10-01/2024-01-01
        first quarter of 2024           | 2024-01-01/2024-04-01
        2nd half of 2023                | 2023-07-01/2024-01-01
        h1 2024                         | 2024-01-01/2024-07-01
        2024-W07                        | 2024-02-12/2024-02-19
        week 7 of 2024                  | 2024-02-12/2024-02-19
        week 50                         | 2023-12-11/2023-12-18
        2020-W53                        | 2020-12-28/2021-01-04
        2024-01-31                      | 2024-01-31/2024-02-01
        2024/1/31                       | 2024-01-31/2024-02-01
        31/01/2024                      | 2024-01-31/2024-02-01
        01/31/2024                      | 2024-01-31/2024-02-01
        31.01.2024                      | 2024-01-31/2024-02-01
        04/04/2024                      | 2024-04-04/2024-04-05
        31 january 2024                 | 2024-01-31/2024-02-01
        31-Jan-2024                     | 2024-01-31/2024-02-01
        january 31st, 2024              | 2024-01-31/2024-02-01
        the 3rd of march 2024           | 2024-03-03/2024-03-04
        march 3                         | 2024-03-03/2024-03-04
        december 24th                   | 2023-12-24/2023-12-25
        29 february                     | 2024-02-29/2024-03-01
        since 2024-01-01                | 2024-01-01/…
        since last month                | 2024-10-01/…
        after 2023                      | 2024-01-01/…
        before 2024-02                  | …/2024-02-01
        until 2024-02                   | …/2024-03-01
        from march 2024 onwards         | 2024-03-01/…
        2023 onwards                    | 2023-01-01/…
        from 2024-01-01 to 2024-03-31   | 2024-01-01/2024-04-01
        between 2024-01-01 and 2024-03-31 | 2024-01-01/2024-04-01
        2024-01-01..2024-03-31          | 2024-01-01/2024-04-01
        2024-01 – 2024-03               | 2024-01-01/2024-04-01
        2022 to 2023                    | 2022-01-01/2024-01-01
        january to march                | 2024-01-01/2024-04-01
        from nov to feb 2024            | 2023-11-01/2024-03-01
        from nov 2023 to feb            | 2023-11-01/2024-03-01
        from last month to today        | 2024-10-01/2024-11-14
        2024-01-31T10:00 to 2024-01-31T12:30 | 2024-01-31T10:00/2024-01-31T12:30
        2024-01-31 10:00 to 2024-01-31 12:30 | 2024-01-31T10:00/2024-01-31T12:30
        from 2024-01-31T10:00Z to 2024-01-31T12:00+02:00 | TI105 the period starts and ends at 2024-01-31T11:00, so it is empty
        from last month until now       | 2024-10-01/2024-11-13T15:45:30
        all time                        | …/…
        """)
    void reads_words(String words, String expected) {
        assertEquals(expected, read(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        last fortnite      | TI101 'fortnite' in the period 'last fortnite' is not understood
        yesturday          | TI101 'yesturday' is not a period [yesterday]
        last moth          | TI101 'moth' in the period 'last moth' is not understood [months]
        last month of      | TI101 'of' in the period 'last month of' is not understood
        last               | TI101 the period 'last' is not complete
        since              | TI101 the period 'since' is not complete
        from 2024 to       | TI101 the period 'from 2024 to' is not complete
        christmas          | TI101 'christmas' is not a period
        20:24              | TI101 '20:24' is not a period
        03/04/2024         | TI102 the date '03/04/2024' is 2024-03-04 or 2024-04-03; DataChat does not guess [2024-03-04, 2024-04-03]
        03/04/24           | TI102 the date '03/04/24' can be read in more than one way
        march 24           | TI102 'march 24' is the month 2024-03 or a day such as 2024-03-24; DataChat does not guess [2024-03, 2024-03-24]
        last monday        | TI102 'last monday' is 2024-11-11 or 2024-11-04; DataChat does not guess [2024-11-11, 2024-11-04]
        last friday        | 2024-11-08/2024-11-09
        2 months ago       | TI102 '2 months ago' is the day 2024-09-13 or the whole month from 2024-09-01; DataChat does not guess
        2024-13            | TI103 '2024-13' is not in the calendar; the nearest is 2024-12 [2024-12]
        2023-02-29         | TI103 '2023-02-29' is not in the calendar; the nearest is 2023-02-28 [2023-02-28]
        2023-13-41         | TI103 '2023-13-41' is not in the calendar; the nearest is 2023-12-31 [2023-12-31]
        31 april 2024      | TI103 '31 april 2024' is not in the calendar; the nearest is 2024-04-30 [2024-04-30]
        2024-W53           | TI103 '2024-W53' is not in the calendar; the nearest is 2024-W52 [2024-W52]
        2024-03 to 2024-01 | TI104 the period ends at 2024-02-01T00:00, before it starts at 2024-03-01T00:00
        2024-01-31T10:00   | TI105 '2024-01-31T10:00' is a moment, not a period
        """)
    void says_what_it_does_not_understand(String words, String expected) {
        assertEquals(expected, read(words));
    }

    @Test
    void weeks_and_fiscal_years_begin_as_they_were_declared() {
        var almanac = new Almanac(java.time.DayOfWeek.SUNDAY, java.time.Month.FEBRUARY);
        var asOf = java.time.ZonedDateTime.parse("2026-11-21T12:00:00Z");
        java.util.function.UnaryOperator<String> read = words -> shown(Periods.read(words, asOf, almanac));
        assertEquals(shown(Periods.between("2026-11-08", "2026-11-15", asOf)), read.apply("last week"));
        assertEquals(shown(Periods.between("2026-11-15", "2026-11-22", asOf)), read.apply("this week"));
        assertEquals(shown(Periods.between("2025-02-01", "2026-02-01", asOf)), read.apply("last fiscal year"));
        assertEquals(shown(Periods.between("2026-02-01", "2026-11-22", asOf)), read.apply("fiscal year to date"));
        assertEquals(shown(Periods.between("2026-02-01", "2026-11-22", asOf)), read.apply("fytd"));
        assertEquals(shown(Periods.between("2026-11-01", "2027-02-01", asOf)), read.apply("this fiscal quarter"));
        assertEquals(shown(Periods.between("2026-05-01", "2026-11-01", asOf)), read.apply("last 2 fiscal quarters"));
        assertEquals(shown(Periods.between("2025-01-01", "2026-01-01", asOf)), read.apply("last year"));
        assertEquals(
                "no fiscal year is declared [TI107]; write 'fiscal_year_starts: february' under 'time:' in"
                        + " datachat.yaml",
                switch (Periods.read("last fiscal year", asOf, Almanac.ISO)) {
                    case Periods.Reading.Refused(var problems) ->
                        problems.getFirst().line();
                    case Periods.Reading.Understood(var stretch) -> stretch.toString();
                });
    }

    @Test
    void an_empty_phrase_is_refused() {
        assertEquals("TI101 the period is empty", read("  "));
    }

    @Test
    void structured_ends_are_half_open() {
        assertEquals("2024-01-01/2024-02-01", between("2024-01-01", "2024-02-01"));
        assertEquals("2024-01-01/…", between("2024-01-01", null));
        assertEquals("…/2024-02-01T10:30", between(null, "2024-02-01T10:30"));
        assertEquals("…/…", between(null, null));
    }

    @Test
    void structured_timestamps_with_an_offset_are_moved_to_the_zone_of_the_question() {
        assertEquals(
                "2024-07-01T02:00/2024-07-01T03:30:15.500", between("2024-07-01T00:00Z", "2024-07-01T03:30:15.5+02"));
    }

    @Test
    void every_bad_end_is_reported() {
        assertEquals("""
            TI106 'from' of the period is '1.1.2024', which is not an ISO 8601 date or timestamp
            TI103 '2024-02-30' is not in the calendar; the nearest is 2024-02-29 [2024-02-29]\
            """, between("1.1.2024", "2024-02-30"));
        assertEquals(
                "TI103 '2024-02-01T25:00' is not in the calendar; the nearest is 2024-02-01T23:59 [2024-02-01T23:59]",
                between("2024-02-01T25:00", null));
        assertEquals(
                "TI106 'to' of the period is '2024-02-01Tnoon', which is not an ISO 8601 date or timestamp",
                between(null, "2024-02-01Tnoon"));
    }

    @Test
    void reversed_and_empty_ends_are_refused() {
        assertEquals(
                "TI104 the period ends at 2024-01-01, before it starts at 2024-02-01",
                between("2024-02-01", "2024-01-01"));
        assertEquals(
                "TI105 the period from 2024-02-01 to 2024-02-01 is empty: 'to' is not included",
                between("2024-02-01", "2024-02-01"));
    }

    @Test
    void a_prefix_takes_as_many_words_as_make_a_period() {
        assertEquals("2 2024-10-01/2024-11-01", prefix("last month by region"));
        assertEquals("3 2024-10-01/2024-11-01", prefix("for last month, by region"));
        assertEquals("1 2024-01-01/2025-01-01", prefix("2024 to region"));
        assertEquals("3 2022-01-01/2024-01-01", prefix("2022 to 2023 by month"));
        assertEquals("1 2024-03-01/2024-04-01", prefix("mar-2024"));
        assertNull(Periods.prefix(List.of("from", "customers", "last", "month"), AS_OF, Almanac.ISO));
        assertNull(Periods.prefix(List.of("revenue"), AS_OF, Almanac.ISO));
        assertNull(Periods.prefix(List.of(), AS_OF, Almanac.ISO));
    }

    private static String prefix(String words) {
        var prefix = Periods.prefix(List.of(words.split(" ")), AS_OF, Almanac.ISO);
        if (prefix == null) return "none";
        return prefix.words() + " " + shown(prefix.reading());
    }
}
