package io.datachat.apex.answer.board;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of each tile of a dashboard.
///
/// @param id    of the dashboard
/// @param asOf  the clock of all its questions
/// @param seen  the databases that were asked, and whether each was read at one moment
public record BoardAnswer(String id, String name, Instant asOf, List<TileAnswer> tiles, List<Seen> seen) {
    public BoardAnswer {
        tiles = List.copyOf(tiles);
        seen = List.copyOf(seen);
    }

    /// Whether all tiles speak of one state of the data.
    public boolean oneSnapshot() {
        return seen.size() <= 1 && seen.stream().allMatch(Seen::one);
    }

    public boolean whole() {
        return tiles.stream().allMatch(tile -> tile.answer() != null);
    }

    /// @param query    as it was asked; null when the tile cannot be read as a question
    /// @param answer   null when there are problems
    public record TileAnswer(
            String title,
            @Nullable MetricQuery query,
            @Nullable Answer answer,
            List<Problem> problems) {
        public TileAnswer {
            problems = List.copyOf(problems);
        }
    }

    /// @param why it was not one state; empty when it was
    public record Seen(String database, String why) {
        public boolean one() {
            return why.isEmpty();
        }
    }
}
