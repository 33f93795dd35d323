package io.datachat.apex.warehouse.proof;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.resolve.claim.Claim;
import org.jspecify.annotations.Nullable;

/// What the data says about a claim.
///
/// @param said  the claim in words
/// @param found what speaks against it, with an example; null when nothing does
public record Verdict(Claim claim, String said, @Nullable Problem found) {
    /// Whether answers must not rely on the claim.
    public boolean wrong() {
        return found != null && found.code().severity() == Severity.ERROR;
    }
}
