package io.datachat.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// docs/errors.md is written from the codes of all packages; `-Ddatachat.write=true` writes it anew.
final class ErrorsPageTest {
    private record Code(ProblemCode code, String from) {}

    private static List<Code> codes() {
        var codes = new ArrayList<Code>();
        for (var type : House.CLASSES) {
            if (!type.isAssignableTo(ProblemCode.class) || !type.reflect().isEnum()) continue;
            for (var constant : type.reflect().getEnumConstants())
                if (constant instanceof ProblemCode code)
                    codes.add(new Code(code, type.getPackageName().replaceFirst("^io\\.datachat\\.", "")));
        }
        assertTrue(codes.size() > 20, "the test saw only " + codes.size() + " codes");
        codes.sort(Comparator.comparing(code -> code.code().id()));
        return codes;
    }

    private static String page() {
        var page = new StringBuilder("""
            # Problems and what to do about them

            Every problem that DataChat reports has a code. This page is written from the code of the program; do not edit it.
            """);
        var from = "";
        for (var code : codes()) {
            if (!code.from().equals(from))
                page.append("\n## `").append(code.from()).append("`\n");
            from = code.from();
            page.append("\n### ")
                    .append(code.code().id())
                    .append(": ")
                    .append(code.code().title())
                    .append("\n\n");
            page.append(code.code().help().strip()).append("\n\n");
            page.append("HTTP status ")
                    .append(code.code().status())
                    .append(", ")
                    .append(code.code().severity().name().toLowerCase(Locale.ROOT))
                    .append(".\n");
        }
        return page.toString();
    }

    @Test
    void the_page_of_errors_is_up_to_date() throws IOException {
        var file = House.ROOT.resolve("docs/errors.md");
        if (Boolean.getBoolean("datachat.write")) Files.writeString(file, page());
        var written = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(
                page(),
                written,
                "write it anew with: mvn -pl tests -am test -Dtest=ErrorsPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Ddatachat.write=true");
    }

    @Test
    void codes_are_unique_and_well_formed() {
        var seen = new ArrayList<String>();
        for (var code : codes()) {
            var id = code.code().id();
            assertTrue(id.matches("[A-Z]{2}\\d{3}"), id);
            assertTrue(!seen.contains(id), id + " stands for two problems");
            assertTrue(
                    !code.code().title().isBlank() && code.code().help().length() > 15, id + " needs a title and help");
            var failure = code.code().severity() == ProblemCode.Severity.ERROR;
            assertTrue(
                    !failure || (code.code().status() >= 400 && code.code().status() < 600),
                    id + " has status " + code.code().status());
            seen.add(id);
        }
    }
}
