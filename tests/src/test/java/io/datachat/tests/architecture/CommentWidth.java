package io.datachat.tests.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Breaks comment lines that are too wide. The formatter would break them too, but it counts the indentation twice and
/// loses the slashes of the last line of a markdown comment.
final class CommentWidth {
    private static final int WIDTH = 120;
    private static final Pattern COMMENT = Pattern.compile("(\\s*)(///?) (\\S.*)");

    /// Lists, tags, headings and tables begin a line of their own.
    private static final Pattern CONTINUES = Pattern.compile("(?![-*@#|+>]|\\d+\\.).*");

    private CommentWidth() {}

    static String narrow(String text) {
        List<String> lines = new ArrayList<>();
        var prefix = "";
        var rest = "";
        for (var line : text.split("\n", -1)) {
            var comment = COMMENT.matcher(line);
            var matches = comment.matches();
            var ownPrefix = matches ? comment.group(1) + comment.group(2) + " " : "";
            var wanted = line;
            if (!rest.isEmpty()) {
                var joins = matches
                        && ownPrefix.equals(prefix)
                        && CONTINUES.matcher(comment.group(3)).matches();
                if (joins) wanted = prefix + rest + " " + comment.group(3);
                else lines.add(prefix + rest);
                rest = "";
            }
            prefix = ownPrefix;
            if (matches) {
                var limit = WIDTH - comment.group(1).length();
                var cut = wanted.length() <= limit ? -1 : wanted.lastIndexOf(' ', limit);
                if (cut > prefix.length()) {
                    rest = wanted.substring(cut + 1);
                    wanted = wanted.substring(0, cut);
                }
            }
            lines.add(wanted);
        }
        return String.join("\n", lines);
    }
}
