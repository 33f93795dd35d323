package io.datachat.cli.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// As much of a shell as the pages use: words, both quotes, a backslash at the end of a line, comments, `$NAME`.
final class ShellLine {
    private final String text;
    private final Map<String, String> variables;
    private int at;

    private ShellLine(String text, Map<String, String> variables) {
        this.text = text;
        this.variables = variables;
    }

    /// The commands of a block, each as its words.
    static List<List<String>> commands(String text, Map<String, String> variables) {
        return new ShellLine(text, variables).commands();
    }

    private List<List<String>> commands() {
        var commands = new ArrayList<List<String>>();
        var words = new ArrayList<String>();
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '\n') {
                if (!words.isEmpty()) commands.add(List.copyOf(words));
                words.clear();
                at++;
            } else if (c == '#') {
                at = text.indexOf('\n', at);
            } else if (c == ' ') {
                at++;
            } else if (text.startsWith("\\\n", at)) {
                at += 2;
            } else {
                words.add(word());
            }
        }
        if (!words.isEmpty()) commands.add(List.copyOf(words));
        return commands;
    }

    private String word() {
        var word = new StringBuilder();
        var quote = ' ';
        for (; at < text.length(); at++) {
            var c = text.charAt(at);
            if (quote == ' ' && (c == ' ' || c == '\n')) break;
            if (c == quote) quote = ' ';
            else if (quote == ' ' && (c == '"' || c == '\'')) quote = c;
            else if (c == '$' && quote != '\'') word.append(variable());
            else word.append(c);
        }
        if (quote != ' ') throw new IllegalStateException("a quote is not closed in\n" + text);
        return word.toString();
    }

    private String variable() {
        var end = at + 1;
        while (end < text.length() && Character.isLetter(text.charAt(end))) end++;
        var name = text.substring(at + 1, end);
        at = end - 1;
        var value = variables.get(name);
        if (value == null) throw new IllegalStateException("$" + name + " is not set in\n" + text);
        return value;
    }
}
