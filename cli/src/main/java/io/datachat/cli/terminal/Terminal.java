package io.datachat.cli.terminal;

import java.io.PrintStream;

/// Where the output goes and what can be shown there.
///
/// @param width    columns; [Integer#MAX_VALUE] when nobody watches
/// @param watched  whether standard output is a terminal
/// @param progress whether standard error is a terminal
public record Terminal(
        PrintStream out, PrintStream err, int width, boolean watched, boolean progress, boolean coloured) {
    private static final String ESCAPE = "\u001b[";

    public Terminal plain() {
        return new Terminal(out, err, width, watched, progress, false);
    }

    public Terminal quiet() {
        return new Terminal(out, err, width, watched, false, coloured);
    }

    public String dim(String text) {
        return coloured ? ESCAPE + "2m" + text + ESCAPE + "0m" : text;
    }

    public String bold(String text) {
        return coloured ? ESCAPE + "1m" + text + ESCAPE + "0m" : text;
    }

    public String red(String text) {
        return coloured ? ESCAPE + "31m" + text + ESCAPE + "0m" : text;
    }

    public String yellow(String text) {
        return coloured ? ESCAPE + "33m" + text + ESCAPE + "0m" : text;
    }

    public String cyan(String text) {
        return coloured ? ESCAPE + "36m" + text + ESCAPE + "0m" : text;
    }
}
