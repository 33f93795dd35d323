package io.datachat.apex.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.answer.Receipt.Timings;
import io.datachat.apex.answer.certificate.Certificate;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.check.rows.Finding;
import io.datachat.apex.datapoint.DataPoint.Metric.Format;
import io.datachat.apex.datapoint.Library.Tier;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.render.Executable.Column;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerWritingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void numbers_that_a_double_cannot_hold_are_written_as_texts() {
        assertEquals("\"9007199254740993\"", json(Simple.BIGINT, 9007199254740993L));
        assertEquals("\"0.10\"", json(new DataType.Decimal(12, 2), new BigDecimal("0.10")));
        assertEquals("\"100\"", json(new DataType.Decimal(12, 0), new BigDecimal("1E+2")));
        assertEquals("7", json(Simple.INTEGER, 7L));
        assertEquals("1.5", json(Simple.DOUBLE, 1.5));
    }

    @Test
    void doubles_that_json_cannot_write_become_texts() {
        assertEquals("\"NaN\"", json(Simple.DOUBLE, Double.NaN));
        assertEquals("\"-Infinity\"", json(Simple.DOUBLE, Double.NEGATIVE_INFINITY));
    }

    @Test
    void times_carry_the_offset_of_the_zone_of_the_question() {
        assertEquals("\"2025-07-01T14:00:00+02:00\"", json(Simple.INSTANT, Instant.parse("2025-07-01T12:00:00Z")));
        assertEquals("\"2025-01-01T00:00:00+01:00\"", json(Simple.TIMESTAMP, LocalDateTime.parse("2025-01-01T00:00")));
        assertEquals("\"2025-01-01\"", json(Simple.DATE, LocalDate.parse("2025-01-01")));
        assertEquals("\"09:30:00\"", json(Simple.TIME, LocalTime.parse("09:30")));
    }

    @Test
    void a_local_time_in_the_gap_of_a_clock_change_keeps_its_digits() {
        assertEquals("\"2025-03-30T02:30:00+01:00\"", json(Simple.TIMESTAMP, LocalDateTime.parse("2025-03-30T02:30")));
    }

    @Test
    void nulls_bytes_and_lists_are_written() {
        assertEquals("null", json(Simple.TEXT, null));
        assertEquals("\"AQI=\"", json(Simple.BYTES, new byte[] {1, 2}));
        assertEquals("[\"1\",[],null]", json(new DataType.Array(Simple.BIGINT), Arrays.asList(1L, List.of(), null)));
    }

    @Test
    void csv_tells_null_from_empty_and_quotes_what_would_break_a_line() {
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(Arrays.asList("plain", null, new BigDecimal("1.50")));
        rows.add(Arrays.asList("", "a \"b\", c\nd", 3L));
        var out = new ByteArrayOutputStream();
        var sink = new CsvAnswer(out, BERLIN);
        sink.columns(columns(Simple.TEXT, Simple.TEXT, new DataType.Decimal(9, 2)));
        for (var row : rows) sink.row(row.toArray());
        sink.end(false, receipt());
        assertEquals("c0,c1,c2\r\nplain,,1.50\r\n\"\",\"a \"\"b\"\", c\nd\",3\r\n", out.toString(UTF_8));
    }

    @Test
    void an_answer_read_back_is_the_answer_written() {
        var values = new ArrayList<@Nullable Object>(List.of(
                "größer",
                true,
                7L,
                9007199254740993L,
                new BigDecimal("0.10"),
                1.5,
                LocalDate.parse("2025-01-31"),
                LocalTime.parse("09:30"),
                LocalDateTime.parse("2025-01-01T00:00"),
                Instant.parse("2025-07-01T12:00:00Z"),
                List.of(1L, 2L)));
        values.add(null);
        var types = new DataType[] {
            Simple.TEXT,
            Simple.BOOLEAN,
            Simple.INTEGER,
            Simple.BIGINT,
            new DataType.Decimal(12, 2),
            Simple.DOUBLE,
            Simple.DATE,
            Simple.TIME,
            Simple.TIMESTAMP,
            Simple.INSTANT,
            new DataType.Array(Simple.BIGINT),
            Simple.DOUBLE
        };
        var answer = new Answer(columns(types), List.of(values), true, receipt());
        assertEquals(answer, AnswerReader.read(JsonAnswer.bytes(answer)));
    }

    @Test
    void a_format_travels_beside_the_raw_number() {
        var share = new Column("refund_rate", Simple.DOUBLE, null, Format.PERCENT);
        var answer = new Answer(List.of(share), List.of(List.of(0.0307)), false, receipt());
        var text = new String(JsonAnswer.bytes(answer), UTF_8);
        assertTrue(text.contains("\"unit\":null,\"format\":\"percent\"}],\"rows\":[[0.0307]]"), text);
        assertEquals(answer, AnswerReader.read(JsonAnswer.bytes(answer)));
    }

    @Test
    void a_dry_run_has_columns_and_a_receipt_but_no_rows() {
        var text = new String(JsonAnswer.bytes(columns(Simple.BIGINT), receipt()), UTF_8);
        assertTrue(
                text.startsWith(
                        "{\"columns\":[{\"name\":\"c0\",\"type\":\"bigint\",\"unit\":null,\"format\":null}],\"receipt\":{\"database\":"),
                text);
        assertTrue(text.contains("\"timings\":{\"compile_ms\":0.420,\"run_ms\":null}"), text);
    }

    private static String json(DataType type, @Nullable Object value) {
        var row = new ArrayList<@Nullable Object>();
        row.add(value);
        var text = new String(JsonAnswer.bytes(new Answer(columns(type), List.of(row), false, receipt())), UTF_8);
        var start = text.indexOf("\"rows\":[[") + 9;
        return text.substring(start, text.indexOf("]],\"truncated\"", start));
    }

    private static List<Column> columns(DataType... types) {
        var columns = new ArrayList<Column>();
        for (var i = 0; i < types.length; i++) columns.add(new Column("c" + i, types[i], null));
        return List.copyOf(columns);
    }

    static Receipt receipt() {
        return new Receipt(
                "shop",
                "duckdb",
                List.of(new Receipt.Used("metric", "revenue", "Revenue", null, Tier.USER, List.of("main.orders"))),
                new Receipt.Window("2025-01-01T00:00", "2025-02-01T00:00"),
                null,
                List.of("orders: one row per order"),
                List.of(),
                new Receipt.Route(null, null, List.of(new Receipt.Route.Miss("by_day", "lacks region"))),
                List.of(),
                "SELECT 1",
                List.of(
                        new Bind("x", Simple.TEXT),
                        new Bind(LocalDateTime.parse("2025-01-01T00:00"), Simple.TIMESTAMP)),
                "v1:abc",
                Instant.parse("2025-03-01T00:00:00Z"),
                BERLIN,
                1.0,
                new Timings(Duration.ofNanos(420_000), null),
                List.of(
                        new Receipt.Complete("order", Instant.parse("2025-02-28T18:00:00Z")),
                        new Receipt.Complete("refund", null)),
                new Receipt.Partial(true, true, "2025-01-31T00:00"),
                new Certificate(
                        Certificate.Verdict.CERTIFIED,
                        List.of(new Certificate.Metric("revenue", "3")),
                        "by month",
                        "{\"metrics\":[\"revenue\"]}",
                        List.of("share"),
                        List.of(new Certificate.Near("orders", List.of("it counts rows"))),
                        List.of("it groups by day"),
                        ""),
                List.of(
                        new Finding("FN107", "refund_rate", "from 0 to 1", "1.3 in 1 row", "region Italy"),
                        new Finding("FN104", null, "exactly 1", "0 rows", null)));
    }
}
