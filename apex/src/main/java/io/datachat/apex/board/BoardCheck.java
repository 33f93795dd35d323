package io.datachat.apex.board;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Dashboard;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.Library.Definition;
import io.datachat.apex.datapoint.Tile;
import io.datachat.apex.datapoint.tile.TileQuestion;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.resolve.model.ResolveCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Binds every tile to the model, so that one that cannot be answered is told where it is written and not first when it
/// is run.
public final class BoardCheck {
    private BoardCheck() {}

    /// @param compiling a question; throws [Rejection] when it cannot be answered
    public static List<Problem> problems(Library library, Consumer<MetricQuery> compiling) {
        List<Problem> problems = new ArrayList<>();
        var told = library.problems().stream()
                .flatMap(problem -> Optional.ofNullable(problem.place()).stream())
                .collect(Collectors.toSet());
        for (var dashboard : library.all(Dashboard.class)) {
            var definition =
                    library.definition(DataPoint.Type.DASHBOARD, dashboard.id()).orElseThrow();
            for (var i = 0; i < dashboard.tiles().size(); i++)
                check(definition, i, compiling, told).forEach(problems::add);
        }
        return List.copyOf(problems);
    }

    private static List<Problem> check(
            Definition definition, int index, Consumer<MetricQuery> compiling, Set<Place> told) {
        var dashboard = (Dashboard) definition.point();
        var tile = dashboard.tiles().get(index);
        // What is wrong with the tile itself was told when the library was read.
        if (!TileQuestion.wrong(tile).isEmpty()) return List.of();
        try {
            compiling.accept(TileQuestion.of(tile));
            return List.of();
        } catch (Rejection refused) {
            return refused.problems().stream()
                    .filter(problem -> problem.code() != ResolveCode.BROKEN_DEFINITION)
                    .map(problem -> placed(definition, dashboard, index, problem))
                    .filter(problem -> problem.place() == null || !told.contains(problem.place()))
                    .toList();
        }
    }

    private static Problem placed(Definition definition, Dashboard dashboard, int index, Problem problem) {
        var path = "tiles[" + index + "]";
        var tile = dashboard.tiles().get(index);
        return new Problem(
                problem.code(),
                "dashboard " + dashboard.id() + ", tile '" + dashboard.title(tile) + "': " + problem.message(),
                place(definition, path, tile, problem),
                problem.hint(),
                problem.choices());
    }

    /// The part of the tile that the message speaks of, else the tile.
    private static @Nullable Place place(Definition definition, String path, Tile tile, Problem problem) {
        var within = problem.place();
        if (within != null && within.source().equals("where") && tile.where().size() == 1)
            return definition.within(path + ".where[0]", within.line(), within.column());
        for (var part : parts(tile).entrySet())
            if (problem.message().contains("'" + part.getValue() + "'"))
                return definition.place(path + "." + part.getKey());
        return definition.place(path);
    }

    private static Map<String, String> parts(Tile tile) {
        Map<String, String> parts = new LinkedHashMap<>();
        var dimensions = TileQuestion.dimensions(tile);
        for (var i = 0; i < dimensions.size(); i++)
            parts.put("dimensions[" + i + "]", dimensions.get(i).name());
        for (var i = 0; i < tile.filters().size(); i++) {
            var field = tile.filters().get(i).field().strip();
            parts.put("filters[" + i + "]", field.split("[^\\w.]", 2)[0]);
        }
        for (var i = 0; i < tile.order().size(); i++)
            parts.put("order[" + i + "]", tile.order().get(i).field().replaceFirst("^[-+]", ""));
        for (var i = 0; i < tile.metrics().size(); i++)
            parts.put("metrics[" + i + "]", tile.metrics().get(i));
        if (tile.targetDatabase() != null) parts.put("target_database", tile.targetDatabase());
        return parts;
    }
}
