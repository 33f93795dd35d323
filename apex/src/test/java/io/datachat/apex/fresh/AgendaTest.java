package io.datachat.apex.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.project.Project.Refresh;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final Instant START = Instant.parse("2025-04-10T12:00:00Z");
    private static final Refresh.View VIEW =
            new Refresh.View("v", List.of(), Duration.ofSeconds(2), Duration.ofSeconds(5));

    private final Agenda agenda = new Agenda();

    private static Instant at(double seconds) {
        return START.plusMillis((long) (seconds * 1000));
    }

    @Test
    void a_change_is_due_after_the_quiet_time_which_each_change_begins_anew() {
        assertEquals(Optional.empty(), agenda.due(VIEW));
        agenda.changed(VIEW, at(0));
        assertEquals(Optional.of(at(2)), agenda.due(VIEW));
        agenda.changed(VIEW, at(1.5));
        assertEquals(Optional.of(at(3.5)), agenda.due(VIEW));
        assertEquals(Optional.of(at(0)), agenda.since(VIEW));
    }

    @Test
    void nothing_puts_it_off_for_longer_than_at_most_after_the_first_change() {
        for (var i = 0; i < 10; i++) agenda.changed(VIEW, at(i));
        assertEquals(Optional.of(at(5)), agenda.due(VIEW));
    }

    @Test
    void what_is_doubtful_is_due_at_once_and_a_change_does_not_put_it_off() {
        agenda.doubtful(VIEW, at(0));
        agenda.changed(VIEW, at(1));
        assertEquals(Optional.of(at(0)), agenda.due(VIEW));
    }

    @Test
    void a_change_that_comes_while_it_is_refreshed_makes_it_due_again() {
        agenda.changed(VIEW, at(0));
        agenda.begin(VIEW);
        assertEquals(Optional.empty(), agenda.due(VIEW));
        agenda.changed(VIEW, at(3));
        agenda.succeeded(VIEW);
        assertEquals(Optional.of(at(5)), agenda.due(VIEW));
    }

    @Test
    void failures_are_tried_again_later_each_time_until_one_succeeds() {
        var waits = new java.util.ArrayList<Long>();
        for (var i = 0; i < 9; i++) {
            agenda.begin(VIEW);
            agenda.failed(VIEW, at(100));
            waits.add(Duration.between(at(100), agenda.due(VIEW).orElseThrow()).toSeconds());
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), waits);
        assertTrue(agenda.failing(VIEW));
        agenda.changed(VIEW, at(101));
        assertEquals(Optional.of(at(160)), agenda.due(VIEW));
        agenda.begin(VIEW);
        agenda.succeeded(VIEW);
        assertFalse(agenda.failing(VIEW));
        agenda.changed(VIEW, at(200));
        assertEquals(Optional.of(at(202)), agenda.due(VIEW));
    }
}
