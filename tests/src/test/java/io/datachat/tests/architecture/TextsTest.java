package io.datachat.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What every file of the project must not contain, and where files may lie.
final class TextsTest {
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern OF_ONE_MACHINE = Pattern.compile("(?<![\\w.}])/(wo" + "rk|ro" + "ot|ho" + "me/\\w+)/");
    private static final Set<String> FOLDERS = Set.of(".ci", "apex", "cli", "datapoints", "docs", "server", "tests");
    private static final Set<String> FILES = Set.of(
            ".editorconfig",
            ".gitattributes",
            ".gitignore",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "LICENSE",
            "README.md",
            "datachat",
            "datachat.yaml",
            "pom.xml");
    private static final List<String> BINARY = List.of(".png", ".ico", ".parquet", ".duckdb", ".jar", ".woff2");

    private static List<Path> texts() {
        return House.files().stream()
                .filter(file ->
                        BINARY.stream().noneMatch(ending -> file.toString().endsWith(ending)))
                .toList();
    }

    @Test
    void nothing_is_left_to_do_in_a_comment() {
        assertEquals("", linesWith(UNFINISHED));
    }

    @Test
    void no_file_names_a_folder_of_one_machine() {
        assertEquals("", linesWith(OF_ONE_MACHINE));
    }

    private static String linesWith(Pattern pattern) {
        var wrong = new TreeSet<String>();
        for (var file : texts()) {
            var number = 0;
            for (var line : House.text(file).lines().toList()) {
                number++;
                if (pattern.matcher(line).find()) wrong.add(file + ":" + number + ": " + line.strip());
            }
        }
        return String.join("\n", wrong);
    }

    @Test
    void the_top_of_the_house_has_only_known_doors() {
        var wrong = new TreeSet<String>();
        for (var file : House.files()) {
            var first = file.getName(0).toString();
            if (!(file.getNameCount() == 1 ? FILES : FOLDERS).contains(first)) wrong.add(first);
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void the_licence_is_apache_2() {
        var licence = House.text(Path.of("LICENSE"));
        assertTrue(
                licence.contains("Apache License") && licence.contains("END OF TERMS AND CONDITIONS"),
                "LICENSE is not the whole Apache License 2.0");
    }
}
