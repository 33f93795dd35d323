package io.datachat.apex.time.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A place in a list of words, plain and in lower case. It remembers the furthest word that any attempt did not
/// understand.
final class Cursor {
    /// @param origin the index of the written word that it comes from: `mar-2024` is one word and two tokens
    private record Token(String text, int origin) {}

    private final List<Token> tokens;
    private int at;
    private int furthest;

    private Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Cursor over(List<String> words) {
        var tokens = new ArrayList<Token>();
        for (int i = 0; i < words.size(); i++) for (var part : parts(words.get(i))) tokens.add(new Token(part, i));
        return new Cursor(tokens);
    }

    /// `March,` → march; `31-Mar-2024` → 31 mar 2024; `2024-01..2024-03` → 2024-01 .. 2024-03; `2024-W07` stays.
    private static List<String> parts(String word) {
        var plain = word.toLowerCase(Locale.ROOT)
                .replace('–', '-')
                .replace('—', '-')
                .replace("...", "..")
                .replace("…", "..")
                .replace("..", " .. ")
                .replaceAll("[,;?!\"()]", " ")
                .replaceAll("\\b(\\d{4})[-/]?([qh]\\d)\\b", "$1 $2")
                .replaceAll("\\b([qh]\\d)[-/]?(\\d{4})\\b", "$1 $2")
                .strip();
        var parts = new ArrayList<String>();
        for (var piece : plain.split("\\s+", -1)) {
            if (piece.equals("..")) parts.add(piece);
            else if (piece.matches(".*[a-z]{3}.*")) parts.addAll(List.of(piece.split("[-.]+", -1)));
            else parts.add(piece.replaceAll("(?<=.)\\.$", ""));
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    boolean atEnd() {
        return at == tokens.size();
    }

    int at() {
        return at;
    }

    void backTo(int position) {
        at = position;
    }

    /// The next word, or `""` at the end.
    String peek() {
        return peek(0);
    }

    String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead).text() : "";
    }

    String take() {
        var word = peek();
        at++;
        furthest = Math.max(furthest, at);
        return word;
    }

    /// Takes these words in this order, or nothing.
    boolean accept(String sequence) {
        var wanted = sequence.split(" ", -1);
        for (int i = 0; i < wanted.length; i++) if (!peek(i).equals(wanted[i])) return false;
        for (int i = 0; i < wanted.length; i++) take();
        return true;
    }

    boolean acceptAny(String... sequences) {
        for (var sequence : sequences) if (accept(sequence)) return true;
        return false;
    }

    void skipAll(String... noise) {
        boolean more;
        do more = acceptAny(noise);
        while (more);
    }

    /// The first word that nothing could be made of; `""` when something is missing at the end.
    String notUnderstood() {
        return furthest < tokens.size() ? tokens.get(furthest).text() : "";
    }

    /// How many written words lie before here; -1 in the middle of one.
    int wordsTaken() {
        if (at == 0) return 0;
        var last = tokens.get(at - 1).origin();
        return at < tokens.size() && tokens.get(at).origin() == last ? -1 : last + 1;
    }
}
