package io.datachat.apex.check.claim;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.resolve.claim.Claim;
import io.datachat.apex.resolve.claim.Claims;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What is known about the claims of a model.
///
/// @param known by the name of the claim; what is missing was not checked since the database changed its tables
public record Trust(Map<String, State> known) {
    public static final Trust NONE = new Trust(Map.of());

    public enum State {
        VERIFIED,
        WRONG
    }

    public Trust {
        known = Map.copyOf(known);
    }

    /// @return what the reader of an answer must know that relies on these claims
    /// @throws Rejection when one of them is known to be wrong
    public List<String> check(Model model, List<Claim> claims) {
        List<Problem> wrong = new ArrayList<>();
        var open = new LinkedHashSet<String>();
        for (var claim : claims) {
            if (Claims.enforced(model, claim)) continue;
            var said = Claims.said(model, claim);
            switch (known.get(Claims.name(model, claim))) {
                case null -> open.add(claim.entity());
                case VERIFIED -> {}
                case WRONG ->
                    wrong.add(Problem.of(
                                    ClaimCode.RELIES_ON_A_WRONG_KEY,
                                    "the answer relies on entity " + claim.entity() + ": " + said
                                            + ", but the data says otherwise")
                            .hint("'datachat datapoint lint --live' shows an example; mend the data or the definition"
                                    + " and run it again"));
            }
        }
        Rejection.unlessEmpty(wrong);
        return open.isEmpty()
                ? List.of()
                : List.of("keys of " + String.join(", ", open) + " not verified; run datachat datapoint lint --live");
    }
}
