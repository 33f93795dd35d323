package io.datachat.apex.answer;

import io.datachat.apex.answer.certificate.Certificate;
import io.datachat.apex.check.rows.Finding;
import io.datachat.apex.datapoint.Library.Tier;
import io.datachat.apex.render.Executable.Bind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proof that comes with every number.
///
/// @param definitions the DataPoints used, with versions
/// @param grain       why no join can multiply a measure, one sentence per fact
/// @param policies    row filters and masks applied; empty when none exist
/// @param route       where the rows come from
/// @param notes       what a reader must know: overlapping groups, an incomplete last period, a template run as its own
/// block
/// @param confidence  0 to 1
/// @param completeness for each entity that declares it, up to when its rows are complete
/// @param partial     which buckets of time lack rows
/// @param certificate what SQL is, seen from the metrics; null for what was not asked in SQL
/// @param findings    what is odd about the rows, which are as they are; none for a dry run
public record Receipt(
        String database,
        String backend,
        List<Used> definitions,
        @Nullable Window period,
        @Nullable Window comparedWith,
        List<String> grain,
        List<String> policies,
        Route route,
        List<String> notes,
        String sql,
        List<Bind> binds,
        String fingerprint,
        Instant asOf,
        ZoneId zone,
        double confidence,
        Timings timings,
        List<Complete> completeness,
        Partial partial,
        @Nullable Certificate certificate,
        List<Finding> findings) {
    public Receipt {
        findings = List.copyOf(findings);
        completeness = List.copyOf(completeness);
        definitions = List.copyOf(definitions);
        grain = List.copyOf(grain);
        policies = List.copyOf(policies);
        notes = List.copyOf(notes);
        binds = List.copyOf(binds);
    }

    /// @param tables the tables it reads, `schema.table`
    public record Used(
            String type, String id, String name, @Nullable String version, Tier tier, List<String> tables) {}

    /// Half-open, ISO 8601 local times in the zone of the question.
    public record Window(String from, String to) {}

    /// @param rollup    the rollup that answered, null for the source
    /// @param watermark up to when the rollup is complete
    /// @param maxAge    how old the rollup's rows may be by declaration, `1h`; null when they are as new as the
    /// source
    /// @param misses    for each rollup that was considered and not used: which, and why
    public record Route(
            @Nullable String rollup,
            @Nullable Instant watermark,
            @Nullable String maxAge,
            List<Miss> misses) {
        public Route {
            misses = List.copyOf(misses);
        }

        public Route(@Nullable String rollup, @Nullable Instant watermark, List<Miss> misses) {
            this(rollup, watermark, null, misses);
        }

        public static final Route SOURCE = new Route(null, null, List.of());

        public record Miss(String rollup, String reason) {}
    }

    /// @param compile from the request to SQL; @param run until the last row; null for a dry run
    public record Timings(Duration compile, @Nullable Duration run) {}

    /// @param until null when it is not known: a watermark that was not asked for (a dry run), could not be read,
    /// or has no rows
    public record Complete(String entity, @Nullable Instant until) {}

    /// @param first whether the period begins within its first bucket
    /// @param last  whether rows of the last bucket may be missing, or lie after the period
    /// @param since the start of the first bucket that `last` speaks of, a local time; without buckets, where the
    /// complete part of the period ends
    public record Partial(
            boolean first, boolean last, @Nullable String since) {
        public static final Partial NONE = new Partial(false, false, null);
    }

    public Receipt completed(List<Complete> entities, Partial buckets) {
        return new Receipt(
                database,
                backend,
                definitions,
                period,
                comparedWith,
                grain,
                policies,
                route,
                notes,
                sql,
                binds,
                fingerprint,
                asOf,
                zone,
                confidence,
                timings,
                entities,
                buckets,
                certificate,
                findings);
    }

    public Receipt fingerprinted(String name) {
        return new Receipt(
                database,
                backend,
                definitions,
                period,
                comparedWith,
                grain,
                policies,
                route,
                notes,
                sql,
                binds,
                name,
                asOf,
                zone,
                confidence,
                timings,
                completeness,
                partial,
                certificate,
                findings);
    }

    public Receipt written(String text, Route taken) {
        return new Receipt(
                database,
                backend,
                definitions,
                period,
                comparedWith,
                grain,
                policies,
                taken,
                notes,
                text,
                binds,
                fingerprint,
                asOf,
                zone,
                confidence,
                timings,
                completeness,
                partial,
                certificate,
                findings);
    }

    public Receipt with(Timings measured) {
        return new Receipt(
                database,
                backend,
                definitions,
                period,
                comparedWith,
                grain,
                policies,
                route,
                notes,
                sql,
                binds,
                fingerprint,
                asOf,
                zone,
                confidence,
                measured,
                completeness,
                partial,
                certificate,
                findings);
    }

    /// The same receipt with more that a reader must know, before what it says already.
    public Receipt noting(List<String> more) {
        var all = new ArrayList<>(more);
        all.addAll(notes);
        return new Receipt(
                database,
                backend,
                definitions,
                period,
                comparedWith,
                grain,
                policies,
                route,
                all,
                sql,
                binds,
                fingerprint,
                asOf,
                zone,
                confidence,
                timings,
                completeness,
                partial,
                certificate,
                findings);
    }

    public Receipt certified(Certificate as) {
        return new Receipt(
                database,
                backend,
                definitions,
                period,
                comparedWith,
                grain,
                policies,
                route,
                notes,
                sql,
                binds,
                fingerprint,
                asOf,
                zone,
                confidence,
                timings,
                completeness,
                partial,
                as,
                findings);
    }

    public Receipt finding(List<Finding> odd) {
        return odd.isEmpty()
                ? this
                : new Receipt(
                        database,
                        backend,
                        definitions,
                        period,
                        comparedWith,
                        grain,
                        policies,
                        route,
                        notes,
                        sql,
                        binds,
                        fingerprint,
                        asOf,
                        zone,
                        confidence,
                        timings,
                        completeness,
                        partial,
                        certificate,
                        odd);
    }
}
