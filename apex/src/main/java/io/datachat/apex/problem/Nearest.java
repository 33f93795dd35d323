package io.datachat.apex.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The valid names that a mistyped one probably meant.
///
/// Two names are near when few edits turn one into the other (optimal string alignment: Damerau, CACM 7(3), 1964), or
/// when one contains the other. Case, `-`, `_` and blanks make no difference.
public final class Nearest {
    /// Longer texts are not names; comparing them would only cost time.
    private static final int LONGEST = 200;

    private Nearest() {}

    /// @param max at most so many
    /// @return the nearest first, equally near ones in alphabetical order; empty when nothing is near
    public static List<String> of(String asked, Collection<String> valid, int max) {
        var wanted = plain(asked);
        if (wanted.isEmpty() || wanted.length() > LONGEST) return List.of();
        return valid.stream()
                .distinct()
                .map(name -> new Candidate(name, score(wanted, plain(name))))
                .filter(candidate -> candidate.score < Integer.MAX_VALUE)
                .sorted(Comparator.comparingInt(Candidate::score).thenComparing(Candidate::name))
                .limit(max)
                .map(Candidate::name)
                .toList();
    }

    private record Candidate(String name, int score) {}

    /// A contained name ranks behind a typing error, and the further behind the more is missing.
    private static int score(String wanted, String name) {
        if (name.isEmpty() || name.length() > LONGEST) return Integer.MAX_VALUE;
        var longer = Math.max(wanted.length(), name.length());
        var shorter = Math.min(wanted.length(), name.length());
        var edits = longer - shorter > longer / 2 ? Integer.MAX_VALUE : edits(wanted, name);
        if (edits <= Math.max(1, longer / 3) && edits < shorter) return edits;
        var contained = shorter >= 3 && (name.contains(wanted) || wanted.contains(name));
        return contained ? LONGEST + longer - shorter : Integer.MAX_VALUE;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
    }

    private static int edits(String a, String b) {
        var beforeLast = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) last[j] = j;
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                var swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
