package io.datachat.apex.read.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.text.ReadCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterValuesTest {
    private static Parameter parameter(ParameterType type) {
        return new Parameter("p", type, true, null, List.of(), null, null, null);
    }

    private static Object value(ParameterType type, Object raw) {
        return String.valueOf(ParameterValues.check(List.of(parameter(type)), Map.of("p", raw))
                .value("p", -1));
    }

    private static List<Problem> refused(Parameter parameter, Map<String, ?> given) {
        return assertThrows(Rejection.class, () -> ParameterValues.check(List.of(parameter), given))
                .problems();
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 42, 42",
        "INT, -7, -7",
        "DECIMAL, 1.50, 1.5",
        "DECIMAL, 1e3, 1000",
        "BOOLEAN, TRUE, true",
        "DATE, 2024-02-29, 2024-02-29",
        "TIMESTAMP, 2024-01-01 10:00:00, 2024-01-01T10:00",
        "TIMESTAMP, 2024-01-01, 2024-01-01T00:00",
        "STRING, x, x"
    })
    void a_text_becomes_a_value_of_the_declared_type(ParameterType type, String raw, String typed) {
        assertEquals(typed, value(type, raw));
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 1.5", "INT, x", "INT, 9223372036854775808", "INT, 1e400000000", "DECIMAL, 1e400000000",
                "DECIMAL, 0.00000000001",
        "DECIMAL, NaN", "BOOLEAN, yes", "DATE, 2024-02-30", "DATE, 1.2.2024", "TIMESTAMP, now", "ENUM, x"
    })
    void what_is_not_of_the_type_is_refused(ParameterType type, String raw) {
        assertEquals(
                ReadCode.BAD_VALUE,
                refused(parameter(type), Map.of("p", raw)).getFirst().code());
    }

    @Test
    void every_problem_is_told_at_once() {
        var parameters = List.of(
                new Parameter("from", ParameterType.DATE, true, null, List.of(), null, null, null),
                new Parameter("top", ParameterType.INT, true, null, List.of(), "1", "100", null),
                new Parameter("grain", ParameterType.ENUM, true, null, List.of("day", "month"), null, null, null));
        var refusal = assertThrows(
                Rejection.class,
                () -> ParameterValues.check(parameters, Map.of("form", "2024-01-01", "top", 500, "grain", "mont")));
        assertEquals(
                List.of(
                        "unknown parameter 'form' [RD401]; did you mean from?",
                        "parameter 'from' needs a value [RD402]",
                        "parameter 'top' must be at most 100 [RD403]",
                        "parameter 'grain' does not allow 'mont' [RD403]; did you mean month?"),
                refusal.problems().stream().map(Problem::line).toList());
    }

    @Test
    void defaults_are_typed_and_absent_optional_values_are_null() {
        var withDefault = new Parameter("d", ParameterType.DATE, false, "2024-01-01", List.of(), null, null, null);
        var without = new Parameter("e", ParameterType.INT, false, null, List.of(), null, null, null);
        var values = ParameterValues.check(List.of(withDefault, without), Map.of());
        assertEquals(LocalDate.of(2024, 1, 1), values.value("d", -1));
        assertNull(values.value("e", -1));
    }

    @Test
    void lists_are_typed_item_by_item() {
        var list = new Parameter("l", ParameterType.LIST, true, null, List.of(), null, null, ParameterType.INT);
        var values = ParameterValues.check(List.of(list), Map.of("l", List.of(1, "2")));
        assertEquals(2L, values.value("l", 1));
        assertEquals(1, refused(list, Map.of("l", List.of(1, "x"))).size());
        assertEquals(1, refused(list, Map.of("l", List.of())).size());
    }

    @Test
    void java_values_pass_as_they_are() {
        assertEquals("2024-01-01T12:30", value(ParameterType.TIMESTAMP, LocalDateTime.of(2024, 1, 1, 12, 30)));
        assertEquals("12.5", value(ParameterType.DECIMAL, new BigDecimal("12.5")));
        assertTrue(refused(parameter(ParameterType.INT), Map.of("p", true))
                .getFirst()
                .message()
                .contains("whole number"));
    }
}
