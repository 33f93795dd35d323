package io.datachat.apex.board;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.board.BoardAnswer;
import io.datachat.apex.answer.board.BoardAnswer.Seen;
import io.datachat.apex.answer.board.BoardAnswer.TileAnswer;
import io.datachat.apex.answer.request.BoardRequest;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint.Dashboard;
import io.datachat.apex.datapoint.Tile;
import io.datachat.apex.datapoint.tile.TileQuestion;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.render.Executable;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.words.Periods;
import io.datachat.apex.warehouse.RowSink;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.Warehouse.Reading;
import io.datachat.apex.warehouse.failure.Disclosure;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks the tiles of a dashboard: all are compiled first, then each database is read at one moment, tile after tile. A
/// tile that fails leaves the others alone.
public final class Running {
    private final Compiling compiling;
    private final Function<String, Warehouse> warehouses;
    private final ZoneId zone;
    private final Almanac almanac;

    /// @param zone of questions that name none
    public Running(Compiling compiling, Function<String, Warehouse> warehouses, ZoneId zone, Almanac almanac) {
        this.compiling = compiling;
        this.warehouses = warehouses;
        this.zone = zone;
        this.almanac = almanac;
    }

    public interface Compiling {
        /// @throws Rejection with what is wrong with the question
        Ready compile(MetricQuery query, Asking asking);
    }

    /// A compiled question.
    public interface Ready {
        String database();

        /// What it may read; null when nobody knows.
        @Nullable
        List<Table.Name> tables();

        Answer run(Reading reading, Asking asking);
    }

    private static final class Piece {
        final String title;

        @Nullable
        MetricQuery query;

        @Nullable
        Ready ready;

        @Nullable
        Answer answer;

        List<Problem> problems = List.of();

        Piece(String title) {
            this.title = title;
        }

        TileAnswer told() {
            return new TileAnswer(title, query, answer, problems);
        }
    }

    /// @throws Rejection when the request fits no tile, or the run was cancelled
    public BoardAnswer run(Dashboard dashboard, BoardRequest request, Asking asking) {
        check(request.period(), asking);
        var until = System.nanoTime() + asking.timeout().toNanos();
        List<Piece> pieces = new ArrayList<>();
        for (var tile : chosen(dashboard, request.tile())) {
            var piece = new Piece(dashboard.title(tile));
            pieces.add(piece);
            attempt(piece, asking, () -> compile(piece, tile, request, asking));
        }
        Map<String, List<Piece>> byDatabase = new LinkedHashMap<>();
        for (var piece : pieces)
            if (piece.ready != null)
                byDatabase
                        .computeIfAbsent(piece.ready.database(), _ -> new ArrayList<>())
                        .add(piece);
        List<Seen> seen = new ArrayList<>();
        byDatabase.forEach((database, of) -> seen.add(new Seen(database, read(database, of, asking, until))));
        if (asking.cancellation().cancelled())
            throw new Rejection(Problem.of(WarehouseCode.CANCELLED, "the run was cancelled."));
        return new BoardAnswer(
                dashboard.id(),
                dashboard.common().name(),
                asking.asOf(),
                pieces.stream().map(Piece::told).toList(),
                seen);
    }

    /// Words that are no period are the run's fault, not each tile's.
    private void check(@Nullable Span period, Asking asking) {
        var now = asking.asOf().atZone(zone);
        var reading = switch (period) {
            case null -> null;
            case Span.Words(var words) -> Periods.read(words, now, almanac);
            case Span.Between(var from, var to) -> Periods.between(from, to, now);
        };
        if (reading instanceof Periods.Reading.Refused(var problems)) throw new Rejection(problems);
    }

    private static List<Tile> chosen(Dashboard dashboard, @Nullable String wanted) {
        if (wanted == null) return dashboard.tiles();
        var titles = dashboard.tiles().stream().map(dashboard::title).toList();
        var found = TileQuestion.named(titles, wanted);
        if (found.isPresent()) return List.of(dashboard.tiles().get(found.getAsInt()));
        throw new Rejection(
                Problem.of(BoardCode.UNKNOWN_TILE, "dashboard " + dashboard.id() + " has no tile '" + wanted + "'")
                        .choices(Nearest.of(wanted, titles, 3))
                        .hint("its tiles are " + String.join(", ", titles)));
    }

    private void compile(Piece piece, Tile tile, BoardRequest request, Asking asking) {
        var own = TileQuestion.of(tile);
        var query = request.over(own);
        piece.query = query;
        try {
            piece.ready = compiling.compile(query, asking);
        } catch (Rejection refused) {
            if (request.changes() && sound(own, asking)) throw cannotTake(request, refused);
            throw refused;
        }
    }

    private boolean sound(MetricQuery query, Asking asking) {
        try {
            compiling.compile(query, asking);
            return true;
        } catch (Rejection itself) {
            return false;
        }
    }

    private static Rejection cannotTake(BoardRequest request, Rejection why) {
        var filters = !request.filters().isEmpty() || !request.where().isEmpty();
        var what = request.period() == null ? "filters" : filters ? "period and filters" : "period";
        List<Problem> problems = new ArrayList<>();
        problems.add(Problem.of(BoardCode.CANNOT_TAKE, "the tile cannot take the " + what + " of this run"));
        problems.addAll(why.problems());
        return new Rejection(problems);
    }

    /// @return why they did not read one state; empty when they did
    private String read(String database, List<Piece> pieces, Asking asking, long until) {
        Set<Table.Name> tables = new LinkedHashSet<>();
        List<Piece> together = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        var warehouse = warehouses.apply(database);
        for (var piece : pieces) {
            var known = piece.ready == null ? null : piece.ready.tables();
            if (known == null) {
                // Its tables cannot be held, and one that is replaced meanwhile would look empty.
                alone.add("'" + piece.title + "'");
                attempt(piece, asking, () -> answer(piece, new Alone(warehouse), left(asking, until)));
            } else {
                tables.addAll(known);
                together.add(piece);
            }
        }
        var why = together.isEmpty() ? "" : together(warehouse, together, tables, asking, until);
        if (!why.isEmpty() || alone.isEmpty() || pieces.size() == 1) return why;
        return "nobody knows what " + String.join(", ", alone) + " reads, so it was asked by itself";
    }

    private String together(
            Warehouse warehouse, List<Piece> pieces, Set<Table.Name> tables, Asking asking, long until) {
        try (var reading = warehouse.reading(tables, left(asking, until).timeout(), asking.cancellation())) {
            for (var piece : pieces) attempt(piece, asking, () -> answer(piece, reading, left(asking, until)));
            return pieces.size() == 1 ? "" : reading.apart();
        } catch (Rejection away) {
            var told = Disclosure.to(asking.viewer(), away).problems();
            pieces.forEach(piece -> piece.problems = told);
            return "it could not be read";
        }
    }

    /// A statement of its own.
    private record Alone(Warehouse warehouse) implements Reading {
        @Override
        public void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink sink) {
            warehouse.run(sql, timeout, cancellation, sink);
        }

        @Override
        public String apart() {
            return "";
        }

        @Override
        public void close() {}
    }

    private static void answer(Piece piece, Reading reading, Asking asking) {
        if (!asking.timeout().isPositive())
            throw new Rejection(Problem.of(
                            BoardCode.NO_TIME_LEFT, "the tile was not asked: the time of the run was used up before it")
                    .hint("raise the time limit, or run the tile alone"));
        if (piece.ready != null) piece.answer = piece.ready.run(reading, asking);
    }

    private static Asking left(Asking asking, long until) {
        return asking.within(Duration.ofNanos(until - System.nanoTime()));
    }

    private static void attempt(Piece piece, Asking asking, Runnable step) {
        try {
            step.run();
        } catch (Rejection refused) {
            piece.problems = Disclosure.to(asking.viewer(), refused).problems();
        } catch (RuntimeException fault) {
            var where = Arrays.stream(fault.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("io.datachat."))
                    .findFirst()
                    .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                    .orElse("");
            piece.problems = List.of(Problem.of(
                    BoardCode.FAULT,
                    "DataChat failed on this tile: " + fault.getClass().getSimpleName() + where));
        }
    }
}
