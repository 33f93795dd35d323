package io.datachat.apex.plan.fact;

import io.datachat.apex.resolve.claim.Claim;
import io.datachat.apex.resolve.model.BoundMeasure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/// One fact aggregated: the axes first, then a column per measure.
///
/// @param measures the field of each measure
/// @param previous whether its rows are those compared with
/// @param relies   what must be true of the rows that are joined
/// @param proof    why no row is multiplied; empty where there are no rows to multiply
public record Block(
        RelNode rel,
        Map<BoundMeasure, Integer> measures,
        boolean previous,
        List<String> tables,
        String proof,
        Set<Claim> relies) {}
