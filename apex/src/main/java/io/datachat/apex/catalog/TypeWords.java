package io.datachat.apex.catalog;

import io.datachat.apex.catalog.DataType.Simple;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the words that [DataType#word] writes.
public final class TypeWords {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");
    /// Marks a type by its native name, which may read like one of our words.
    private static final String UNKNOWN = "unknown:";

    private TypeWords() {}

    static String write(DataType type) {
        return switch (type) {
            case DataType.Unknown(String nativeName) -> UNKNOWN + nativeName;
            case DataType.Array(DataType element) -> write(element) + "[]";
            case DataType.Simple simple -> simple.word();
            case DataType.Decimal decimal -> decimal.word();
        };
    }

    public static Optional<DataType> read(String word) {
        if (word.endsWith("[]"))
            return read(word.substring(0, word.length() - 2)).map(DataType.Array::new);
        if (word.startsWith(UNKNOWN)) return Optional.of(new DataType.Unknown(word.substring(UNKNOWN.length())));
        var decimal = DECIMAL.matcher(word);
        if (decimal.matches())
            return Optional.of(
                    new DataType.Decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
        for (var simple : Simple.values())
            if (simple.name().equals(word.toUpperCase(Locale.ROOT))) return Optional.of(simple);
        return Optional.empty();
    }
}
