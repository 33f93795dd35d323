package io.datachat.tests.unhappy;

import java.util.Optional;
import java.util.regex.Pattern;

/// What no person outside should ever read.
final class Leaks {
    private static final Pattern LEAK = Pattern.compile(
            "\\bat"
                + " [a-z]+(\\.[\\w$]+)+\\(|io\\.datachat|org\\.apache|org\\.postgresql|org\\.duckdb|java\\.\\w+\\.|Exception|secret99|BROKE");

    private Leaks() {}

    static Optional<String> in(String text) {
        var found = LEAK.matcher(text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
