package io.datachat.apex.render;

import java.util.List;

/// SQL text.
///
/// @param parameters for each `?` of the text, in its order there, the index of the plan's parameter. A parameter may
/// occur
///                   twice or not at all: never bind in the order in which a query was written.
public record Rendered(String text, List<Integer> parameters) {
    public Rendered {
        parameters = List.copyOf(parameters);
    }
}
