package io.datachat.apex.govern.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The masks that have a name. Each keeps NULL as NULL and always shows the same for the same value, so that counts of
/// different values, groups and joins of two columns with the same mask stay what they were.
final class Masks {
    /// @param sql     over `value` and `access.salt`
    /// @param hashing shows different texts for different values, and nothing else of them
    record Standard(String sql, boolean hashing) {}

    private static final Map<String, Standard> STANDARD = Map.of(
            "email", new Standard("left(md5(access.salt || %s), 16) || '@masked'", true),
            "national_id", new Standard("left(md5(access.salt || %s), 20)", true),
            "hash", new Standard("left(md5(access.salt || %s), 20)", true),
            // A text too short for a card number would be shown whole.
            "card",
                    new Standard(
                            "CASE WHEN char_length(%1$s) >= 12 THEN '**** **** **** ' || right(%1$s, 4)"
                                    + " WHEN char_length(%1$s) >= 0 THEN '****' END",
                            false));

    private Masks() {}

    static Optional<Standard> named(String word) {
        return Optional.ofNullable(STANDARD.get(word.strip()));
    }

    static List<String> names() {
        return STANDARD.keySet().stream().sorted().toList();
    }
}
