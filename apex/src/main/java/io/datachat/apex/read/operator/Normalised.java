package io.datachat.apex.read.operator;

import java.util.Set;

/// Functions of the authoring dialect that become other operators before types are checked.
final class Normalised {
    public static final Set<String> NAMES = Set.of("date_part", "date_trunc", "now", "median", "length", "distinct_on");

    private Normalised() {}
}
