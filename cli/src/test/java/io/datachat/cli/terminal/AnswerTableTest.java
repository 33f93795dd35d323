package io.datachat.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.Receipt.Route;
import io.datachat.apex.answer.Receipt.Timings;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.datapoint.DataPoint.Metric.Format;
import io.datachat.apex.render.Executable.Column;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTableTest {
    private static final Column REGION = new Column("region", Simple.TEXT, null);
    private static final Column MONTH = new Column("month", Simple.TIMESTAMP, null);
    private static final Column REVENUE = new Column("revenue", new DataType.Decimal(38, 2), "EUR");
    private static final Column ORDERS = new Column("orders", Simple.BIGINT, "orders");
    private static final Column RATE = new Column("rate", Simple.DOUBLE, null);

    @Test
    void numbers_stand_right_with_thousands_separated_and_their_unit_above() {
        assertEquals(
                """
                region  revenue (EUR)  orders
                ──────  ─────────────  ──────
                DACH       413,343.16   1,200
                Italy           -0.50      7
                """.replace("      7\n", "       7\n"),
                text(
                        plain(),
                        List.of(REGION, REVENUE, ORDERS),
                        row("DACH", new BigDecimal("413343.16"), 1200L),
                        row("Italy", new BigDecimal("-0.50"), 7L)));
    }

    @Test
    void null_is_visible_and_differs_from_the_empty_text() {
        assertEquals("""
            region  orders
            ──────  ──────
            null         1
            ''        null
            """, text(watched(14), List.of(REGION, ORDERS), row(null, 1L), row("", null)));
    }

    @Test
    void the_row_of_all_others_says_so() {
        var other = new Column("region_other", Simple.BOOLEAN, null);
        assertEquals(
                """
                region  region_other  orders
                ──────  ────────────  ──────
                a       false              3
                null    false              2
                other   true               9
                """,
                text(
                        watched(28),
                        List.of(REGION, other, ORDERS),
                        row("a", false, 3L),
                        row(null, false, 2L),
                        row(null, true, 9L)));
    }

    @Test
    void one_measure_has_a_bar_beside_it() {
        assertEquals("""
            region  orders
            ──────  ──────  ────────────────────────────────
            a           10  ████████████████████████████████
            b            5  ████████████████
            c            0
            """, text(plain(), List.of(REGION, ORDERS), row("a", 10L), row("b", 5L), row("c", 0L)));
    }

    @Test
    void negative_numbers_have_no_bars() {
        assertFalse(text(plain(), List.of(REGION, ORDERS), row("a", 10L), row("b", -5L))
                .contains("█"));
    }

    @Test
    void several_measures_over_time_have_spark_lines() {
        assertEquals(
                """
                month       revenue (EUR)  orders
                ──────────  ─────────────  ──────
                2026-01-01           1.00       8
                2026-02-01           2.00       4
                2026-03-01           3.00       0
                revenue ▁▅█
                orders █▅▁
                """,
                text(
                        plain(),
                        List.of(MONTH, REVENUE, ORDERS),
                        month(1, "1.00", 8),
                        month(2, "2.00", 4),
                        month(3, "3.00", 0)));
    }

    @Test
    void times_of_a_day_are_shown_only_where_there_are_any() {
        assertTrue(text(plain(), List.of(MONTH), row(LocalDateTime.of(2026, 1, 1, 0, 0)))
                .contains("2026-01-01\n"));
        assertTrue(text(plain(), List.of(MONTH), row(LocalDateTime.of(2026, 1, 1, 13, 30)))
                .contains("2026-01-01 13:30\n"));
    }

    @Test
    void doubles_of_a_column_have_one_scale_that_shows_five_digits_of_the_smallest() {
        var text = text(watched(20), List.of(RATE), row(0.031234567), row(0.38391), row(0.0));
        assertTrue(text.contains("0.031235") && text.contains("0.383910") && text.contains("0.000000"), text);
    }

    @Test
    void a_share_is_shown_as_percent_and_an_amount_with_the_decimals_of_its_currency() {
        var share = new Column("refund_rate", Simple.DOUBLE, null, Format.PERCENT);
        var told = new Column("share", new DataType.Decimal(38, 4), "%", Format.PERCENT);
        var each = new Column("order_value", Simple.DOUBLE, "EUR", Format.CURRENCY);
        var yen = new Column("fee", new DataType.Decimal(38, 4), "JPY", Format.CURRENCY);
        assertEquals(
                """
                refund_rate    share  order_value (EUR)  fee (JPY)
                ───────────  ───────  ─────────────────  ─────────
                     3.07 %  50.00 %           1,087.34      1,250
                   112.50 %   0.00 %               0.10          0
                    -0.25 %     null               null       null
                """,
                text(
                        plain(),
                        List.of(share, told, each, yen),
                        row(0.030712, new BigDecimal("0.5000"), 1087.341, new BigDecimal("1249.5000")),
                        row(1.125, new BigDecimal("0.0000"), 0.1, new BigDecimal("0.0000")),
                        row(-0.0025, null, null, null)));
        assertTrue(text(plain(), List.of(share), row(0.00001234), row(0.5)).contains("0.0012 %"));
    }

    @Test
    void hundreds_are_shown_with_cents() {
        var text = text(watched(20), List.of(RATE), row(359.5701), row(0.25));
        assertTrue(text.contains("359.57") && text.contains("0.25"), text);
    }

    @Test
    void what_is_too_wide_is_cut_in_its_texts_and_never_in_its_numbers() {
        var text = text(
                watched(30),
                List.of(REGION, REVENUE),
                row("a very long name of a region", new BigDecimal("123456789.12")));
        assertTrue(text.contains("a very long n…  123,456,789.12\n"), text);
    }

    @Test
    void a_terminal_gets_a_hundred_rows_and_a_pipe_all() {
        var rows = IntStream.range(0, 250)
                .mapToObj(number -> row("r" + number, (long) number))
                .toList();
        var shown = new AnswerTable(answer(List.of(REGION, ORDERS), rows, false), watched(80)).lines();
        assertEquals(2 + 100 + 1, shown.size());
        assertEquals("the first 100 of 250 rows; '--limit' asks for fewer, '--format csv' shows all", shown.getLast());
        assertEquals(
                2 + 250,
                new AnswerTable(answer(List.of(REGION, ORDERS), rows, false), plain())
                        .lines()
                        .size());
    }

    @Test
    void a_cut_answer_says_so() {
        var lines = new AnswerTable(answer(List.of(REGION), List.of(row("a")), true), plain()).lines();
        assertEquals("there are more rows than these 1; '--limit' or a filter asks for fewer", lines.getLast());
    }

    @Test
    void no_rows_is_said() {
        assertEquals(
                "no rows",
                new AnswerTable(answer(List.of(REGION), List.of(), false), plain())
                        .lines()
                        .getLast());
    }

    @Test
    void control_characters_in_values_do_not_reach_the_terminal() {
        var text = text(plain(), List.of(REGION), row("a\u001b[31mb\nc"));
        assertTrue(text.contains("a\uFFFD[31mb\\nc"), text);
    }

    @Test
    void a_spark_line_leaves_a_gap_for_null_and_is_level_when_nothing_changes() {
        assertEquals("▁ █", Spark.line(Arrays.asList(1.0, null, 2.0)));
        assertEquals("▄▄", Spark.line(List.of(5.0, 5.0)));
        assertEquals("", Spark.line(List.of()));
    }

    @Test
    void bars_are_drawn_in_eighths() {
        assertEquals("█▌", Spark.bar(1.5, 8, 8));
        assertEquals("", Spark.bar(null, 8, 8));
        assertEquals("", Spark.bar(-1.0, 8, 8));
    }

    @Test
    void json_of_lists_is_escaped() {
        var listing = new Listing("id", "text", "count", "tags")
                .row("a", "say \"hi\"\n\u0001\\", 3L, List.of("x", "y"))
                .row("b", null, true, List.of());
        assertEquals(
                "[{\"id\":\"a\",\"text\":\"say \\\"hi\\\"\\n"
                    + "\\u0001\\\\\",\"count\":3,\"tags\":[\"x\",\"y\"]},{\"id\":\"b\",\"text\":null,\"count\":true,\"tags\":[]}]",
                listing.json());
        assertEquals("a,\"say \"\"hi\"\" \u0001\\\",3,\"x, y\"", listing.csv().get(1));
    }

    private static List<@Nullable Object> month(int month, String revenue, long orders) {
        return row(LocalDateTime.of(2026, month, 1, 0, 0), new BigDecimal(revenue), orders);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        var row = new ArrayList<@Nullable Object>();
        for (var value : values) row.add(value);
        return row;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static String text(Terminal terminal, List<Column> columns, List<@Nullable Object>... rows) {
        return String.join("\n", new AnswerTable(answer(columns, List.of(rows), false), terminal).lines()) + "\n";
    }

    private static Answer answer(List<Column> columns, List<List<@Nullable Object>> rows, boolean truncated) {
        var receipt = new Receipt(
                "shop",
                "duckdb",
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                Route.SOURCE,
                List.of(),
                "SELECT 1",
                List.of(),
                "f",
                Instant.EPOCH,
                ZoneOffset.UTC,
                1,
                new Timings(Duration.ZERO, null),
                List.of(),
                Receipt.Partial.NONE,
                null,
                List.of());
        return new Answer(columns, rows, truncated, receipt);
    }

    private static Terminal plain() {
        return terminal(Integer.MAX_VALUE, false);
    }

    private static Terminal watched(int width) {
        return terminal(width, true);
    }

    private static Terminal terminal(int width, boolean watched) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Terminal(nowhere, nowhere, width, watched, false, false);
    }
}
