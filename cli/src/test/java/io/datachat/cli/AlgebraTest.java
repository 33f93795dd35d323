package io.datachat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be asked besides groups: conditions in SQL, gaps, shares, parts of the calendar, values without a metric.
class AlgebraTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void make_a_demo() {
        var demo = new Shell(folder).run("demo", "--scale", "small", "--quiet");
        assertEquals(0, demo.code(), demo.err());
    }

    private static String csv(String... arguments) {
        var all = Stream.concat(Stream.of(arguments), Stream.of("-f", "csv", "--server", "none"))
                .toArray(String[]::new);
        var outcome = new Shell(folder).run(all);
        assertEquals(0, outcome.code(), outcome.err());
        return outcome.out().replace("\r\n", "\n");
    }

    private static String revenue(String... where) {
        var arguments = Stream.concat(Stream.of("metrics", "query", "revenue"), Stream.of(where));
        return csv(arguments.toArray(String[]::new));
    }

    @Test
    void a_comparison_and_the_same_in_sql_give_the_same_rows() {
        var plain = revenue("--where", "region in DACH, Italy", "--where", "channel=web");
        assertEquals(plain, revenue("--where", "(region = 'DACH' or region = 'Italy') and channel = 'web'"));
        assertEquals(plain, revenue("--where", "region = 'DACH' or region='Italy'", "--where", "channel = 'web'"));
        assertEquals(plain, revenue("--where", "region in ('DACH', 'Italy')", "--where", "(channel = 'web')"));
        assertTrue(!plain.equals(revenue()), plain);
    }

    @Test
    void words_without_the_signs_of_sql_stay_a_value() {
        var dry = new Shell(folder)
                .run("metrics", "query", "revenue", "--where", "region=Great Britain (UK)", "--dry-run");
        assertTrue(dry.out().contains("Great Britain (UK) (text)"), dry.out() + dry.err());
    }

    @Test
    void other_metrics_are_dimensions_and_conditions() {
        var few = csv("metrics", "query", "customers", "--where", "customer.orders > 3");
        var all = csv("metrics", "query", "customers");
        assertTrue(number(few) > 0 && number(few) < number(all), few + all);
        assertEquals(few, csv("metrics", "query", "customers", "--where", "(customer.orders > 2 + 1)"));
    }

    private static long number(String csv) {
        return Long.parseLong(csv.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void parts_of_the_calendar_group() {
        var days = csv("metrics", "query", "orders", "--by", "time:day_of_week", "--period", "last month");
        assertEquals(1 + 7, days.lines().count(), days);
        assertTrue(days.startsWith("day_of_week,orders\n1,"), days);
    }

    @Test
    void gaps_are_shown_when_asked_for() {
        var asked = new String[] {
            "metrics", "query", "refunded", "--grain", "hour", "--from", "2026-01-01", "--to", "2026-01-03"
        };
        var rows = csv(asked);
        var filled = csv(Stream.concat(Stream.of(asked), Stream.of("--gaps")).toArray(String[]::new));
        assertTrue(rows.lines().count() < filled.lines().count(), rows + filled);
        assertEquals(1 + 48, filled.lines().count(), filled);
    }

    @Test
    void shares_add_up_to_one() {
        var shares = csv("metrics", "query", "revenue", "--by", "region", "--shares");
        assertTrue(shares.startsWith("region,revenue,revenue_share\n"), shares);
        var sum = shares.lines()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .sum();
        assertEquals(1.0, sum, 1e-9, shares);
    }

    @Test
    void dimensions_have_values_without_a_metric() {
        var values = csv("metrics", "values", "customer.loyalty_tier");
        assertEquals(values, csv("metrics", "query", "--by", "customer.loyalty_tier"));
        assertTrue(
                values.startsWith("customer.loyalty_tier\n") && values.lines().count() > 2, values);
        var extremes = csv("metrics", "values", "customer.loyalty_tier", "--extremes");
        assertEquals(2, extremes.lines().count(), extremes);
    }

    @Test
    void an_unknown_grain_comes_with_every_grain_and_part() {
        var outcome = new Shell(folder).run("metrics", "query", "revenue", "--grain", "fortnight");
        assertEquals(1, outcome.code());
        for (var word : new String[] {"second", "quarter", "day_of_week", "minute_of_hour"})
            assertTrue(outcome.err().contains(word), outcome.err());
    }
}
