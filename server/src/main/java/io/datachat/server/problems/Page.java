package io.datachat.server.problems;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param total how many there are in all
/// @param next  the `offset` of the next page; null on the last one
@Serdeable
public record Page<T>(
        List<T> items,
        @Schema(description = "How many there are in all") int total,

        @Schema(description = "The `offset` of the next page; absent on the last one") @Nullable
        Integer next) {
    private static final int MOST = 500;

    /// @throws Rejection when limit or offset are out of range
    public static <T> Page<T> of(List<T> all, int limit, int offset) {
        var problems = new ArrayList<Problem>();
        if (limit < 1 || limit > MOST)
            problems.add(
                    Problem.of(ServerCode.BAD_PARAMETER, "limit must be between 1 and " + MOST + ", not " + limit));
        if (offset < 0) problems.add(Problem.of(ServerCode.BAD_PARAMETER, "offset must be 0 or more, not " + offset));
        Rejection.unlessEmpty(problems);
        var from = Math.min(offset, all.size());
        var to = Math.min(from + limit, all.size());
        return new Page<>(all.subList(from, to), all.size(), to < all.size() ? to : null);
    }
}
