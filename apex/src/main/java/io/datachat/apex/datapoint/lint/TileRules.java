package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.CalendarPeriod;
import io.datachat.apex.datapoint.DataPoint.Dashboard;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.EntityDimension;
import io.datachat.apex.datapoint.DataPoint.Relationship;
import io.datachat.apex.datapoint.Tile;
import io.datachat.apex.datapoint.tile.TileCode;
import io.datachat.apex.datapoint.tile.TileQuestion;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.TimeCut;
import io.datachat.apex.time.words.Periods;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be told of a dashboard's questions without a database.
final class TileRules {
    static final List<Consumer<Finding>> ALL = List.of(TileRules::tiles);

    /// Some day of a leap year: whether words are a period does not depend on when they are said.
    private static final ZonedDateTime SOME_DAY = ZonedDateTime.of(2024, 6, 15, 12, 0, 0, 0, ZoneOffset.UTC);

    /// A name, a sign and one word without quotes.
    private static final Pattern COMPARED =
            Pattern.compile("\\s*([\\w.]+)\\s*(?:<=|>=|<>|!=|==|=|<|>)\\s*([\\w.]+)\\s*");

    /// Whether the project has fiscal years is for the model to say.
    private static final Almanac SOME_YEARS = new Almanac(DayOfWeek.MONDAY, Month.APRIL);

    private final Finding finding;
    private final Set<String> cuts = new LinkedHashSet<>(TimeCut.words());
    private final Set<String> names = new LinkedHashSet<>(List.of(MetricQuery.TIME));

    private TileRules(Finding finding) {
        this.finding = finding;
        var library = finding.library();
        names.addAll(library.ids(DataPoint.Type.METRIC));
        for (var entity : library.all(Entity.class)) {
            names.add(entity.id());
            names.addAll(entity.primaryKey());
            entity.dimensions().stream().map(EntityDimension::name).forEach(names::add);
            entity.relationships().stream().map(Relationship::role).forEach(names::add);
            if (entity.calendar() != null)
                entity.calendar().periods().stream().map(CalendarPeriod::name).forEach(cuts::add);
        }
    }

    private static void tiles(Finding finding) {
        if (!(finding.point() instanceof Dashboard dashboard)) return;
        if (dashboard.tiles().isEmpty()) {
            finding.report(
                    Problem.of(TileCode.NO_TILES, finding.what() + ": it has no tiles"),
                    finding.definition().place("tiles"),
                    "add what it asks under 'tiles:'");
            return;
        }
        var rules = new TileRules(finding);
        Set<String> titles = new HashSet<>();
        for (var i = 0; i < dashboard.tiles().size(); i++) {
            var tile = dashboard.tiles().get(i);
            var path = "tiles[" + i + "]";
            if (tile.title() == null && dashboard.tiles().size() > 1)
                rules.report(path, Problem.of(TileCode.TITLE, "the tile has no title"), "add 'title:'");
            else if (!titles.add(dashboard.title(tile).toLowerCase(Locale.ROOT)))
                rules.report(
                        path + ".title",
                        Problem.of(TileCode.TITLE, "there are two tiles '" + dashboard.title(tile) + "'"),
                        "give each its own");
            rules.tile(path, tile);
        }
    }

    private void tile(String path, Tile tile) {
        for (var wrong : TileQuestion.wrong(tile))
            report(wrong.path().isEmpty() ? path : path + "." + wrong.path(), wrong.problem(), null);
        cut(path + ".grain", tile.grain());
        var dimensions = TileQuestion.dimensions(tile);
        for (var i = 0; i < dimensions.size(); i++) {
            var at = path + ".dimensions[" + i + "]";
            name(at, dimensions.get(i).name());
            var grain = dimensions.get(i).grain();
            cut(at, grain == null ? null : grain.word());
        }
        for (var i = 0; i < tile.filters().size(); i++)
            filter(path + ".filters[" + i + "]", tile.filters().get(i));
        period(path + ".period", tile.period());
        order(path, tile, dimensions);
        var top = tile.top();
        if (top != null) {
            shown(path + ".top.metric", top.metric(), "by which its top is ranked", tile.metrics());
            shown(path + ".top.dimension", top.dimension(), "of which it keeps the top", columns(tile, dimensions));
        }
    }

    private void filter(String path, Tile.TileFilter filter) {
        if (!filter.text()) {
            name(path, filter.field());
            return;
        }
        var compared = COMPARED.matcher(filter.field());
        if (!compared.matches()) return;
        name(path, compared.group(1));
        var value = compared.group(2);
        if (names.contains(value))
            report(
                    path,
                    Problem.of(
                            TileCode.NAME_AS_VALUE,
                            "'" + value + "' is taken as a text here, and is the name of a dimension"),
                    "write it in quotes, or '" + filter.field().strip() + "' under 'where:'");
    }

    /// Which way leads to it is for the model to say; that there is such a name can be seen here.
    private void name(String path, String written) {
        var last = written.substring(written.lastIndexOf('.') + 1);
        if (names.contains(last) || !finding.unreadable().isEmpty()) return;
        report(
                path,
                Problem.of(LintCode.UNKNOWN_REFERENCE, "there is no dimension '" + written + "'")
                        .choices(Nearest.of(last, names, 3)),
                null);
    }

    private void cut(String path, @Nullable String word) {
        if (word == null || cuts.contains(word.strip().toLowerCase(Locale.ROOT))) return;
        if (!finding.unreadable().isEmpty()) return;
        var near = Nearest.of(word, cuts, 3);
        report(
                path,
                Problem.of(LintCode.UNKNOWN_GRAIN, "there is no grain '" + word + "'")
                        .choices(near),
                near.isEmpty() ? "it is one of " + String.join(", ", cuts) : null);
    }

    private void period(String path, Tile.@Nullable TilePeriod period) {
        if (period == null) return;
        var reading = period.words() == null
                ? Periods.between(period.from(), period.to(), SOME_DAY)
                : Periods.read(period.words(), SOME_DAY, SOME_YEARS);
        if (reading instanceof Periods.Reading.Refused(var problems))
            problems.forEach(problem -> report(path, problem, null));
    }

    private void order(String path, Tile tile, List<MetricQuery.Dimension> dimensions) {
        List<String> all = new ArrayList<>(tile.metrics());
        all.addAll(columns(tile, dimensions));
        for (var i = 0; i < tile.order().size(); i++)
            shown(
                    path + ".order[" + i + "]",
                    tile.order().get(i).field().replaceFirst("^[-+]", ""),
                    "that it is sorted by",
                    all);
    }

    private static List<String> columns(Tile tile, List<MetricQuery.Dimension> dimensions) {
        List<String> columns = new ArrayList<>();
        if (tile.grain() != null) columns.addAll(List.of(tile.grain(), MetricQuery.TIME));
        for (var dimension : dimensions) {
            columns.add(dimension.name());
            if (dimension.grain() != null)
                columns.add(dimension.name() + "_" + dimension.grain().word());
        }
        return columns;
    }

    /// @param use what the tile needs it for
    private void shown(String path, String field, String use, List<String> columns) {
        if (columns.stream().anyMatch(name -> shows(name, field))) return;
        report(
                path,
                Problem.of(LintCode.UNKNOWN_REFERENCE, "the tile does not show '" + field + "' " + use)
                        .choices(Nearest.of(field, columns, 3)),
                "it shows " + String.join(", ", columns));
    }

    /// A column is called by its path or by the end of it, a time by its grain, and what belongs to a metric begins
    /// with its name.
    private static boolean shows(String name, String field) {
        return field.startsWith(name) || name.endsWith("." + field) || name.endsWith("_" + field);
    }

    private void report(String path, Problem problem, @Nullable String hint) {
        var told = new Problem(
                problem.code(), finding.what() + ": " + problem.message(), null, problem.hint(), problem.choices());
        finding.report(told, finding.definition().place(path), hint);
    }
}
