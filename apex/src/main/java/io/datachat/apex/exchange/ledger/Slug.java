package io.datachat.apex.exchange.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names as they may be written in DataPoints, each given once.
public final class Slug {
    private static final int LONGEST = 62;
    /// In a query it is the time of each metric.
    private static final String TIME = "time";

    private final Map<String, String> given = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    public static String snake(String name) {
        var plain = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "_")
                .replaceAll("^[_0-9]+|_+$", "");
        var cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        return cut.isEmpty() ? "unnamed" : cut.equals(TIME) ? "time_of_row" : cut;
    }

    /// The name here of a thing there; always the same for the same name.
    public String of(String name) {
        var known = given.get(name);
        if (known != null) return known;
        var free = fresh(name);
        given.put(name, free);
        return free;
    }

    /// A name for something that had none there.
    public String fresh(String wish) {
        var snake = snake(wish);
        var name = snake;
        for (int i = 2; !taken.add(name); i++) name = snake + "_" + i;
        return name;
    }
}
