package io.datachat.cli.command.define;

import io.datachat.apex.plan.difference.Change;
import io.datachat.apex.plan.difference.MetricDifference;
import io.datachat.apex.plan.difference.MetricDifference.Dependents;
import io.datachat.apex.plan.difference.MetricDifference.Verdict;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Printing;
import io.datachat.cli.terminal.JsonText;
import io.datachat.cli.terminal.Listing;
import io.datachat.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What two versions do differently, for a person and for a program.
record DiffReport(Version old, Version now, List<MetricDifference> differences, Map<String, Sample> samples) {
    void print(Terminal terminal, CommonOptions options) {
        switch (options.format()) {
            case table -> {
                differences.stream()
                        .filter(one -> one.verdict() != Verdict.EQUAL)
                        .flatMap(one -> lines(one, terminal))
                        .forEach(terminal.out()::println);
                Printing.remark(summary(), terminal, options);
            }
            case json -> terminal.out().println(JsonText.of(json()));
            case csv -> listing().csv().forEach(terminal.out()::println);
        }
        terminal.out().flush();
    }

    private Stream<String> lines(MetricDifference one, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        var through = one.through().isEmpty() ? "" : " through " + String.join(", ", one.through());
        lines.add(terminal.bold(one.id()) + " " + one.verdict().word() + through);
        if (one.through().isEmpty()) one.changes().forEach(change -> lines.add("  " + change.words()));
        if (one.same() != null)
            lines.add("  " + one.same() + (one.verdict() == Verdict.REMOVED ? " computes" : " computed") + " the same");
        one.problems().forEach(problem -> lines.add("  " + problem.message()));
        var sample = samples.get(one.id());
        if (sample != null) lines.add("  " + words(sample));
        if (one.through().isEmpty()) lines.add(terminal.dim("  " + places(one)));
        var users = users(one.dependents());
        if (!users.isEmpty()) lines.add(terminal.dim("  used by " + users));
        return lines.stream();
    }

    private String places(MetricDifference one) {
        var was = old.placed(one.was());
        var is = now.placed(one.is());
        if (was == null) return "at " + is;
        return is == null ? "was at " + was : "was at " + was + ", is at " + is;
    }

    private static String users(Dependents dependents) {
        return Stream.of(
                        dependents.metrics().stream(),
                        dependents.dashboards().stream().map(id -> "dashboard " + id),
                        dependents.rollups().stream().map(id -> "the rollup of " + id))
                .flatMap(users -> users)
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static String words(Sample sample) {
        if (sample.why() != null) return "no values: " + sample.why();
        var change = sample.change() == null
                ? ""
                : ", change " + signed(sample.change().toPlainString());
        var percent =
                sample.percent() == null ? "" : " (" + signed(sample.percent().toPlainString()) + " %)";
        return (sample.at() == null ? "" : sample.at() + ": ") + "was " + sample.was() + ", is " + sample.is() + change
                + percent;
    }

    private static String signed(String number) {
        return number.startsWith("-") ? number : "+" + number;
    }

    private String summary() {
        List<String> counts = new ArrayList<>();
        for (var verdict : Verdict.values()) {
            var count =
                    differences.stream().filter(one -> one.verdict() == verdict).count();
            if (count > 0) counts.add(count + " " + verdict.word());
        }
        var all = counts.isEmpty() ? "no metrics" : String.join(", ", counts);
        return "metrics from " + old.label() + " to " + now.label() + ": " + all;
    }

    private Listing listing() {
        var listing = new Listing("metric", "verdict", "changes", "through", "was", "is");
        for (var one : differences)
            listing.row(
                    one.id(),
                    one.verdict().word(),
                    one.changes().stream().map(Change::words).toList(),
                    one.through(),
                    text(old.placed(one.was())),
                    text(now.placed(one.is())));
        return listing;
    }

    private Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("old", old.label());
        all.put("new", now.label());
        all.put("metrics", differences.stream().map(this::json).toList());
        all.put(
                "problems",
                Stream.concat(old.errors().stream(), now.errors().stream())
                        .map(DiffReport::json)
                        .toList());
        return all;
    }

    private Map<String, @Nullable Object> json(MetricDifference one) {
        Map<String, @Nullable Object> metric = new LinkedHashMap<>();
        metric.put("metric", one.id());
        metric.put("verdict", one.verdict().word());
        metric.put("changes", one.changes().stream().map(DiffReport::json).toList());
        metric.put("through", one.through());
        metric.put("problems", one.problems().stream().map(DiffReport::json).toList());
        metric.put("was", text(old.placed(one.was())));
        metric.put("is", text(now.placed(one.is())));
        metric.put("same", one.same());
        var dependents = new LinkedHashMap<String, Object>();
        dependents.put("metrics", one.dependents().metrics());
        dependents.put("dashboards", one.dependents().dashboards());
        dependents.put("rollups", one.dependents().rollups());
        metric.put("dependents", dependents);
        var sample = samples.get(one.id());
        metric.put("sample", sample == null ? null : json(sample));
        return metric;
    }

    private static Map<String, Object> json(Change change) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", change.kind().word());
        map.put("part", change.what());
        map.put("was", change.was());
        map.put("is", change.is());
        map.put("words", change.words());
        return map;
    }

    private static Map<String, @Nullable Object> json(Problem problem) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("code", problem.code().id());
        map.put("message", problem.message());
        map.put("place", text(problem.place()));
        map.put("hint", problem.hint());
        return map;
    }

    /// Values as texts, as an answer's exact numbers are.
    private static Map<String, @Nullable Object> json(Sample sample) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("at", sample.at());
        map.put("old", text(sample.was()));
        map.put("new", text(sample.is()));
        map.put("change", sample.change() == null ? null : sample.change().toPlainString());
        map.put("change_pct", sample.percent() == null ? null : sample.percent().toPlainString());
        map.put("why", sample.why());
        return map;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof Place place ? place.toString() : Objects.toString(value, null);
    }
}
