package io.datachat.cli.terminal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Numbers as small pictures.
public final class Spark {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Spark() {}

    /// One character per number, the lowest as low as the line goes; a gap where there is none.
    public static String line(List<@Nullable Double> numbers) {
        var known = numbers.stream()
                .filter(Objects::nonNull)
                .mapToDouble(number -> number)
                .summaryStatistics();
        var range = known.getMax() - known.getMin();
        var line = new StringBuilder(numbers.size());
        for (var number : numbers) {
            if (number == null) line.append(' ');
            else line.append(LEVELS.charAt(range == 0 ? 3 : (int) Math.round((number - known.getMin()) / range * 7)));
        }
        return line.toString();
    }

    /// A bar whose length is to `width` as the number is to `largest`; empty for what is not positive.
    public static String bar(@Nullable Double number, double largest, int width) {
        if (number == null || number <= 0 || largest <= 0) return "";
        var eighths = (int) Math.round(number / largest * width * 8);
        var rest = eighths % 8;
        return "█".repeat(eighths / 8) + (rest == 0 ? "" : String.valueOf(EIGHTHS.charAt(rest)));
    }
}
