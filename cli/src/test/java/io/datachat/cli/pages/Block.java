package io.datachat.cli.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A fenced block of a page.
///
/// @param language what stands behind the fence; empty for the output of a command
/// @param line     of the page, from one
record Block(String page, String language, String text, int line) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)[^\\n]*\\n(.*?)^```$");

    static String page(String page) {
        try {
            return Files.readString(Path.of("..").resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> of(String page) {
        var text = page(page);
        var blocks = new ArrayList<Block>();
        var matcher = FENCED.matcher(text);
        while (matcher.find()) {
            var line = 1 + (int) text.substring(0, matcher.start()).lines().count();
            blocks.add(new Block(page, matcher.group(1), matcher.group(2), line));
        }
        return blocks;
    }

    @Override
    public String toString() {
        return page + ":" + line + " " + text.lines().findFirst().orElse("");
    }
}
