package io.datachat.apex.govern;

import io.datachat.apex.plan.Plan;
import java.util.List;

/// A plan that passed [Governor]; later stages take nothing else.
///
/// @param policies what was applied, in words for the receipt
/// @param thinned  whether groups are left out, and values NULL, behind which too few rows stand
public record Governed(Plan plan, List<String> policies, boolean thinned) {
    public Governed {
        policies = List.copyOf(policies);
    }

    public Governed with(Plan rewritten) {
        return new Governed(rewritten, policies, thinned);
    }
}
