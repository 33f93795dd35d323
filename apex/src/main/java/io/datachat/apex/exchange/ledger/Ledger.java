package io.datachat.apex.exchange.ledger;

import io.datachat.apex.problem.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// The report of an exchange while it is written: one line per foreign definition. Nothing that is read may be missing.
public final class Ledger {
    private static final Comparator<Entry> ORDER = Comparator.comparing(
                    (Entry entry) -> entry.place().source())
            .thenComparing(entry -> entry.place().line())
            .thenComparing(entry -> entry.place().column());

    private final List<Line> lines = new ArrayList<>();

    /// @param kind what it was there: `metric`, `semantic model`, `key`
    /// @param why  empty when it came over exactly and there is nothing to say
    public record Entry(Place place, String kind, String name, Fidelity fidelity, String why) {
        public String word() {
            return fidelity.name().toLowerCase(Locale.ROOT);
        }
    }

    /// A definition on its way; it begins as exact and can only get worse.
    public static final class Line {
        private final Place place;
        private final String kind;
        private final String name;
        private final Set<String> reasons = new LinkedHashSet<>();
        private Fidelity fidelity = Fidelity.EXACT;

        private Line(Place place, String kind, String name) {
            this.place = place;
            this.kind = kind;
            this.name = name;
        }

        public Line remark(String what) {
            reasons.add(what);
            return this;
        }

        public Line roughly(String why) {
            if (fidelity == Fidelity.EXACT) fidelity = Fidelity.APPROXIMATE;
            return remark(why);
        }

        public Line not(String why) {
            fidelity = Fidelity.NOT;
            return remark(why);
        }

        public boolean came() {
            return fidelity != Fidelity.NOT;
        }

        public Place place() {
            return place;
        }

        private Entry entry() {
            return new Entry(place, kind, name, fidelity, String.join("; ", reasons));
        }
    }

    public Line open(Place place, String kind, String name) {
        var line = new Line(place, kind, name);
        lines.add(line);
        return line;
    }

    /// In the order of the files.
    public List<Entry> entries() {
        return lines.stream().map(Line::entry).sorted(ORDER).toList();
    }

    /// For people: how many came over how, as in `12 exact, 1 approximate, 0 not`.
    public static String summary(List<Entry> entries) {
        var counts = new TreeMap<Fidelity, Integer>();
        for (var fidelity : Fidelity.values()) counts.put(fidelity, 0);
        entries.forEach(entry -> counts.merge(entry.fidelity(), 1, Integer::sum));
        return counts.get(Fidelity.EXACT) + " exact, " + counts.get(Fidelity.APPROXIMATE) + " approximate, "
                + counts.get(Fidelity.NOT) + " not";
    }
}
