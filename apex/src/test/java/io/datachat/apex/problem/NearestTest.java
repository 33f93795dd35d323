package io.datachat.apex.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> METRICS =
            List.of("revenue", "refund_rate", "refunded", "orders", "order_value", "customers");

    @Test
    void a_missing_a_doubled_and_a_swapped_letter_are_near() {
        assertEquals(List.of("revenue"), Nearest.of("revnue", METRICS, 3));
        assertEquals(List.of("revenue"), Nearest.of("revvenue", METRICS, 3));
        assertEquals(List.of("revenue"), Nearest.of("reveune", METRICS, 3));
    }

    @Test
    void case_and_separators_do_not_matter() {
        assertEquals(List.of("order_value"), Nearest.of("Order-Value", METRICS, 1));
    }

    @Test
    void the_nearest_comes_first_and_a_contained_name_after_a_typing_error() {
        assertEquals(List.of("orders", "order_value"), Nearest.of("order", METRICS, 3));
        assertEquals(List.of("refunded", "refund_rate"), Nearest.of("refund", METRICS, 3));
    }

    @Test
    void a_stranger_is_near_to_nothing() {
        assertEquals(List.of(), Nearest.of("temperature", METRICS, 3));
        assertEquals(List.of(), Nearest.of("x", METRICS, 3));
        assertEquals(List.of(), Nearest.of("", METRICS, 3));
    }

    @Test
    void very_long_texts_cost_nothing() {
        assertEquals(List.of(), Nearest.of("r".repeat(1_000_000), METRICS, 3));
    }
}
