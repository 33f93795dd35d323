package io.datachat.apex.words;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.time.Almanac;
import java.time.ZonedDateTime;
import java.util.List;

/// Reads questions in plain English with the words of one library. Immutable and safe for use by many threads; make one
/// per library.
///
/// The same words always mean the same: there is no model and no guess. Every word must be accounted for, and words
/// that can be read in two ways are refused with both readings.
public final class Words {
    private final Vocabulary vocabulary;
    private final Homes homes;
    private final List<String> metrics;
    private final Almanac almanac;

    public Words(Library library) {
        this(library, Almanac.ISO);
    }

    /// @param almanac when `last week` and `last fiscal year` begin
    public Words(Library library, Almanac almanac) {
        this.almanac = almanac;
        this.vocabulary = new Vocabulary(library);
        this.homes = new Homes(library);
        this.metrics = library.all(DataPoint.Metric.class).stream()
                .filter(metric -> metric.execution() != null && metric.common().review() != DataPoint.Review.PROPOSED)
                .map(DataPoint.Metric::id)
                .toList();
    }

    /// @param asOf the clock and zone of the question; the query keeps its period in words
    public Reading read(String question, ZonedDateTime asOf) {
        var draft = new Draft();
        new Grammar(new Question(question), vocabulary, asOf, almanac, draft).read();
        return draft.finish(homes, metrics);
    }
}
