package io.datachat.apex.time;

import java.time.LocalDateTime;

/// A half-open stretch of local time, `from` included and `to` not, in the zone of the question.
public record Period(LocalDateTime from, LocalDateTime to) {
    public Period {
        if (!from.isBefore(to)) throw new IllegalArgumentException("a period must end after it starts: " + from + " … " + to);
    }
}
