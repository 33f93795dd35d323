package io.datachat.apex.yaml;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record made from a mapping, as far as that was possible.
///
/// @param value    null when something that is always needed is missing or wrong; a value beside problems is good for
/// looking at only
/// @param places   where each stated value stands, by path: `execution.filters[0]`; `""` is the whole
/// @param problems everything that is wrong with the mapping
public record Bound<T>(@Nullable T value, Map<String, Place> places, List<Problem> problems) {
    public Bound {
        places = Map.copyOf(places);
        problems = List.copyOf(problems);
    }
}
