package io.datachat.apex.answer.completeness;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.Receipt.Complete;
import io.datachat.apex.answer.Receipt.Partial;
import io.datachat.apex.answer.completeness.Coverage.Source;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Grains;
import io.datachat.apex.time.Stretch;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One question's stretch of time, against what is known of its rows.
///
/// @param zone of the question
public record Extent(Coverage coverage, Stretch period, Instant asOf, ZoneId zone, Almanac almanac) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    public Extent(Coverage coverage, Stretch period, Instant asOf, ZoneId zone) {
        this(coverage, period, asOf, zone, Almanac.ISO);
    }

    /// The sources that only the database can tell of.
    public List<Source> watermarked() {
        return coverage.sources().stream()
                .filter(source -> source.watermark() != null)
                .toList();
    }

    /// The latest moment whose completeness matters.
    public Instant needed() {
        var end = end();
        var to = end == null ? asOf : end.atZone(zone).toInstant();
        return to.isBefore(asOf) ? to : asOf;
    }

    /// Writes into a receipt what is complete and what is partial, as far as it is known without asking a database.
    public Receipt mark(Receipt receipt) {
        return marked(receipt, Map.of());
    }

    /// @param reached how far each watermark goes, by entity; without an entry it could not be read, empty when
    /// there are no rows
    public Receipt mark(Receipt receipt, Map<String, Optional<Instant>> reached) {
        List<String> untold = new ArrayList<>();
        for (var source : watermarked()) {
            var id = source.entity().id();
            var told = reached.get(id);
            if (told == null) untold.add("how far the rows of " + id + " go could not be read");
            else if (told.isEmpty()) untold.add(id + " tells no watermark: its " + source.watermark() + " is empty");
        }
        return marked(receipt, reached).noting(untold);
    }

    private Receipt marked(Receipt receipt, Map<String, Optional<Instant>> reached) {
        if (!coverage.timely() && coverage.sources().isEmpty()) return receipt;
        // A rollup that may be older than its source knows nothing of what came since it was built.
        var built = receipt.route().maxAge() == null ? null : receipt.route().watermark();
        var now = built != null && built.isBefore(asOf) ? built : asOf;
        List<Complete> complete = new ArrayList<>();
        for (var source : coverage.sources()) complete.add(complete(source, now, reached));
        var last = complete.stream()
                .map(Complete::until)
                .filter(Objects::nonNull)
                .reduce(now, (one, other) -> one.isBefore(other) ? one : other);
        var partial = coverage.timely() ? partial(local(last)) : Partial.NONE;
        return receipt.completed(complete, partial).noting(notes(complete, partial, now));
    }

    private static Complete complete(Source source, Instant now, Map<String, Optional<Instant>> reached) {
        var id = source.entity().id();
        var until = source.delay() == null ? null : now.minus(source.delay());
        var mark = reached.getOrDefault(id, Optional.empty()).orElse(null);
        if (mark != null && (until == null || mark.isBefore(until))) until = mark;
        return new Complete(id, source.watermark() != null && mark == null ? null : until);
    }

    private Partial partial(LocalDateTime until) {
        var grain = coverage.grain();
        var from = period.from();
        var first = grain != null && from != null && coverage.opens() && !almanac.aligned(from, grain);
        var end = end();
        if (end == null) return new Partial(first, false, null);
        if (until.isBefore(end)) {
            var start = from != null && until.isBefore(from) ? from : until;
            return new Partial(first, true, (grain == null ? start : almanac.floor(start, grain)).toString());
        }
        if (grain == null || almanac.aligned(end, grain)) return new Partial(first, false, null);
        return new Partial(first, true, almanac.floor(end, grain).toString());
    }

    /// Where the answer ends: of buckets without an end, the one that the clock of the question lies in; null when
    /// the answer has no end.
    private @Nullable LocalDateTime end() {
        if (period.to() != null) return period.to();
        var grain = coverage.grain();
        if (grain == null) return null;
        var now = local(asOf);
        var floor = almanac.floor(now, grain);
        return floor.equals(now) ? now : Grains.plus(floor, 1, grain);
    }

    private List<String> notes(List<Complete> complete, Partial partial, Instant now) {
        List<String> notes = new ArrayList<>();
        var needed = needed();
        var late = complete.stream()
                .filter(one -> one.until() != null && one.until().isBefore(needed))
                .map(one -> one.entity() + " is complete up to " + shown(local(Objects.requireNonNull(one.until()))))
                .toList();
        if (!late.isEmpty()) notes.add(String.join(", ", late) + (partial.last() ? "; " + wanting(partial) : ""));
        else if (partial.last()) notes.add(ending(now) + wanting(partial));
        if (partial.first())
            notes.add("the period begins within a " + word() + ": the first " + word() + " is partial");
        return notes;
    }

    private String ending(Instant now) {
        var end = end();
        if (end != null && local(now).isBefore(end)) return "it is " + shown(local(now)) + "; ";
        return "the period ends within a " + word() + ": ";
    }

    private String wanting(Partial partial) {
        var grain = coverage.grain();
        var end = end();
        if (grain == null || end == null || partial.since() == null) return "the period is not over";
        var since = LocalDateTime.parse(partial.since());
        return Grains.plus(since, 1, grain).isBefore(end)
                ? "every " + word() + " from " + shown(since, grain) + " on is partial"
                : "the last " + word() + " is partial";
    }

    private String word() {
        var grain = coverage.grain();
        return grain == null ? "period" : grain.word();
    }

    private LocalDateTime local(Instant instant) {
        return instant.atZone(zone).toLocalDateTime();
    }

    private static String shown(LocalDateTime time) {
        return MINUTES.format(time.truncatedTo(ChronoUnit.MINUTES));
    }

    private static String shown(LocalDateTime time, Grain grain) {
        return grain.compareTo(Grain.DAY) >= 0 && time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : shown(time);
    }
}
