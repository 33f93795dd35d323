package io.datachat.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every Java file is formatted by palantir-java-format; `-Ddatachat.write=true` formats those that are not.
final class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void every_file_is_formatted() throws IOException, FormatterException {
        var wrong = new TreeSet<String>();
        for (var file : House.javaFiles()) {
            var text = House.text(file);
            var formatted = formatted(text);
            if (text.equals(formatted)) continue;
            if (Boolean.getBoolean("datachat.write")) Files.writeString(House.ROOT.resolve(file), formatted);
            else wrong.add(file.toString());
        }
        assertEquals(
                "",
                String.join("\n", wrong),
                "format them with: mvn -pl tests -am test -Dtest=FormatTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Ddatachat.write=true");
    }

    /// The formatter needs a second look at some texts: what it has joined may fit after it was indented.
    private static String formatted(String text) throws FormatterException {
        var last = text;
        for (int i = 0; i < 4; i++) {
            var next = FORMATTER.formatSourceAndFixImports(CommentWidth.narrow(last));
            if (next.equals(last)) break;
            last = next;
        }
        return last;
    }
}
