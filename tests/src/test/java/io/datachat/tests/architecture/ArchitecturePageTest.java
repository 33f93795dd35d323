package io.datachat.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The table of packages in docs/architecture.md says of each package what its `package-info.java` says;
/// `-Ddatachat.write=true` writes it anew.
final class ArchitecturePageTest {
    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final String HEAD = "| package | what it is |\n| --- | --- |\n";
    private static final List<String> MODULES = List.of("apex", "server", "cli");

    @Test
    void the_table_of_packages_is_up_to_date() throws IOException {
        var page = House.text(PAGE);
        var start = page.indexOf(HEAD) + HEAD.length();
        assertTrue(start >= HEAD.length(), "the page has no table of packages");
        var end = page.indexOf("\n\n", start) + 1;
        var expected = page.substring(0, start) + table() + page.substring(Math.max(end, start));
        if (Boolean.getBoolean("datachat.write")) Files.writeString(House.ROOT.resolve(PAGE), expected);
        assertEquals(
                expected,
                House.text(PAGE),
                "write it anew with: mvn -pl tests -am test -Dtest=ArchitecturePageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Ddatachat.write=true");
    }

    private static String table() {
        var rows = new TreeMap<String, String>(
                Comparator.comparing(ArchitecturePageTest::rank).thenComparing(name -> name));
        for (var file : House.javaFiles()) {
            var path = file.toString().replace('\\', '/');
            if (!path.endsWith("/package-info.java") || !path.contains("/src/main/java/io/datachat/")) continue;
            var folder = path.replaceFirst(".*/io/datachat/", "").replaceFirst("/package-info\\.java$", "");
            rows.put(folder.replace('/', '.'), sentence(House.text(file)));
        }
        assertTrue(rows.size() > 15, "the test saw only " + rows.size() + " packages");
        var table = new StringBuilder();
        rows.forEach((name, text) ->
                table.append("| `").append(name).append("` | ").append(text).append(" |\n"));
        return table.toString();
    }

    private static int rank(String name) {
        var parts = List.of(name.split("\\.", -1));
        var module = MODULES.indexOf(parts.getFirst()) * 1000;
        return parts.getFirst().equals("apex")
                ? module + LayersTest.ORDER.indexOf(parts.size() > 1 ? parts.get(1) : "")
                : module;
    }

    /// The first line of the description, with its links as code.
    private static String sentence(String packageInfo) {
        var first = packageInfo.lines().findFirst().orElse("");
        assertTrue(first.startsWith("/// "), "a package-info without a description: " + packageInfo);
        return first.substring(4)
                .strip()
                .replaceAll("\\[(?:[a-z]+\\.)*(\\w+)]", "`$1`")
                .replaceAll("\\.$", "");
    }
}
