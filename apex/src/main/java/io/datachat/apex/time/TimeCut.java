package io.datachat.apex.time;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// How a time becomes a value to group by: a bucket, a number of the calendar, or a period of one's own calendar.
public sealed interface TimeCut permits Grain, DatePart, TimeCut.Custom {
    /// In requests, YAML and column names: `month`, `day_of_week`, `fiscal_month`.
    String word();

    /// A period that an entity with `calendar:` names; whether it exists is known when the question is bound.
    record Custom(String word) implements TimeCut {}

    /// A grain or date part of this name, else the name of a custom period.
    static TimeCut of(String word) {
        var name = word.toLowerCase(Locale.ROOT);
        return Stream.<TimeCut>concat(Arrays.stream(Grain.values()), Arrays.stream(DatePart.values()))
                .filter(cut -> cut.word().equals(name))
                .findFirst()
                .orElseGet(() -> new Custom(name));
    }

    /// Every word but those of custom periods.
    static List<String> words() {
        return Stream.<TimeCut>concat(Arrays.stream(Grain.values()), Arrays.stream(DatePart.values()))
                .map(TimeCut::word)
                .toList();
    }
}
