package io.datachat.apex.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The words of a question and a place among them.
final class Question {
    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"]*\"|'[^']*'(?!\\p{L})|[<>=!]=|<>|[=<>]|,|[^\\s,<>=!\"]+|[!\"]");

    /// @param written as typed, without quotes
    /// @param plain   lower case, without punctuation around it; `""` when quoted
    record Word(String written, String plain, boolean quoted) {}

    private final List<Word> words = new ArrayList<>();
    private int at;

    Question(String text) {
        var matcher = TOKEN.matcher(text.replace('’', '\''));
        while (matcher.find()) {
            var token = matcher.group();
            var first = token.charAt(0);
            var quoted =
                    token.length() > 1 && (first == '"' || first == '\'') && token.charAt(token.length() - 1) == first;
            if (quoted) words.add(new Word(token.substring(1, token.length() - 1), "", true));
            else add(token);
        }
    }

    private void add(String token) {
        var trimmed =
                token.replaceAll("[?;.!:)\\]]+$", "").replaceAll("^[(\\[]+", "").replaceAll("'s?$", "");
        if (!trimmed.isEmpty()) words.add(new Word(trimmed, trimmed.toLowerCase(Locale.ROOT), false));
    }

    boolean atEnd() {
        return at >= words.size();
    }

    int at() {
        return at;
    }

    void backTo(int position) {
        at = position;
    }

    Word peek() {
        return peek(0);
    }

    /// Past the end stands an empty word.
    Word peek(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : new Word("", "", false);
    }

    Word take() {
        var word = peek();
        at++;
        return word;
    }

    /// Takes one of these phrases, tried in their order.
    boolean accept(List<String> phrases) {
        for (var phrase : phrases) {
            var wanted = phrase.split(" ", -1);
            var fits = true;
            for (int i = 0; i < wanted.length && fits; i++)
                fits = peek(i).plain().equals(wanted[i]);
            if (!fits) continue;
            at += wanted.length;
            return true;
        }
        return false;
    }

    boolean accept(String... phrases) {
        return accept(List.of(phrases));
    }

    /// The words from here on as they were typed.
    List<String> rest() {
        var rest = words.subList(Math.min(at, words.size()), words.size());
        return rest.stream().map(word -> word.quoted() ? "\"" : word.written()).toList();
    }

    /// What was typed from a place up to here.
    String since(int start) {
        var text = new StringBuilder();
        for (var word : words.subList(start, Math.min(at, words.size()))) {
            if (!text.isEmpty()) text.append(' ');
            text.append(word.quoted() ? "'" + word.written() + "'" : word.written());
        }
        return text.toString();
    }
}
