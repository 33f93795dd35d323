package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.DataPoint.Process;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Lapse;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Zones, durations, schedules and grains.
final class TimeRules {
    static final List<Consumer<Finding>> ALL =
            List.of(TimeRules::zone, TimeRules::durations, TimeRules::schedule, TimeRules::grains);

    /// The range of each field of a schedule, and the names that may stand for its numbers.
    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, List.of()),
            new Field("hour", 0, 23, List.of()),
            new Field("day of month", 1, 31, List.of()),
            new Field(
                    "month",
                    1,
                    12,
                    List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
            new Field("day of week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")));

    private static final Pattern RANGE = Pattern.compile("(\\*|(\\w+)(-(\\w+))?)(/(\\d{1,4}))?");

    private TimeRules() {}

    private record Field(String name, int least, int most, List<String> names) {
        boolean valid(String text) {
            return Arrays.stream(text.split(",", -1)).allMatch(this::range);
        }

        private boolean range(String text) {
            var range = RANGE.matcher(text);
            if (!range.matches()) return false;
            if (range.group(6) != null && Integer.parseInt(range.group(6)) == 0) return false;
            if (range.group(2) == null) return true;
            var from = number(range.group(2));
            var to = range.group(4) == null ? from : number(range.group(4));
            return from >= least && to <= most && from <= to;
        }

        /// Names count from the field's least number.
        private int number(String text) {
            if (text.matches("\\d{1,4}")) return Integer.parseInt(text);
            var index = names.indexOf(text.toUpperCase(java.util.Locale.ROOT));
            return index < 0 ? Integer.MIN_VALUE : index + least;
        }
    }

    private static void zone(Finding finding) {
        if (!(finding.point() instanceof Entity entity) || entity.timeZone() == null) return;
        if (ZoneId.getAvailableZoneIds().contains(entity.timeZone())) return;
        var problem = Problem.of(
                        LintCode.UNKNOWN_ZONE, finding.what() + ": there is no time zone '" + entity.timeZone() + "'")
                .choices(Nearest.of(entity.timeZone(), ZoneId.getAvailableZoneIds(), 1));
        finding.report(problem, finding.definition().place("time_zone"), null);
    }

    private static void durations(Finding finding) {
        switch (finding.point()) {
            case Entity entity
            when entity.freshness() != null ->
                duration(finding, "freshness.complete_after", entity.freshness().completeAfter());
            case Process process -> duration(finding, "freshness", process.freshness());
            case Metric metric -> {
                if (metric.materialization() != null) {
                    duration(
                            finding,
                            "materialization.refresh_interval",
                            metric.materialization().refreshInterval());
                    duration(
                            finding,
                            "materialization.lookback_window",
                            metric.materialization().lookbackWindow());
                }
                if (metric.intelligence() != null && metric.intelligence().anomalyDetection() != null) {
                    var period = metric.intelligence().anomalyDetection().baselinePeriod();
                    duration(finding, "intelligence.anomaly_detection.baseline_period", period);
                }
            }
            case io.datachat.apex.datapoint.DataPoint _ -> {}
        }
    }

    private static void duration(Finding finding, String path, @Nullable String text) {
        if (text == null || Lapse.parse(text).isPresent()) return;
        finding.report(LintCode.BAD_DURATION, path, "'" + text + "' is not a duration", "write " + Lapse.FORM);
    }

    private static void schedule(Finding finding) {
        if (!(finding.point() instanceof Process process) || process.schedule() == null) return;
        var fields = process.schedule().strip().split("\\s+", -1);
        if (fields.length != FIELDS.size()) {
            finding.report(
                    LintCode.BAD_CRON,
                    "schedule",
                    "'" + process.schedule() + "' has " + fields.length + " fields instead of 5",
                    "write minute, hour, day of month, month and day of week, such as '15 6 * * *'");
            return;
        }
        for (var index = 0; index < fields.length; index++) {
            var field = FIELDS.get(index);
            if (field.valid(fields[index])) continue;
            finding.report(
                    LintCode.BAD_CRON,
                    "schedule",
                    "'" + fields[index] + "' is no " + field.name + " of a schedule",
                    "it goes from " + field.least + " to " + field.most);
        }
    }

    private static void grains(Finding finding) {
        switch (finding.point()) {
            case Metric metric
            when metric.materialization() != null ->
                grain(
                        finding,
                        "materialization.granularity",
                        metric.materialization().granularity());
            case io.datachat.apex.datapoint.DataPoint _ -> {}
        }
    }

    private static void grain(Finding finding, String path, @Nullable String text) {
        var words = Arrays.stream(Grain.values()).map(Grain::word).toList();
        if (text == null || words.contains(text)) return;
        var near = Nearest.of(text, words, 3);
        var problem = Problem.of(LintCode.UNKNOWN_GRAIN, finding.what() + ": there is no grain '" + text + "'")
                .choices(near);
        finding.report(
                problem,
                finding.definition().place(path),
                near.isEmpty() ? "it is one of " + String.join(", ", words) : null);
    }
}
