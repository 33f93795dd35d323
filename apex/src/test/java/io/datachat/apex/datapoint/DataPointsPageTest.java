package io.datachat.apex.datapoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.datapoint.lint.LintCode;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.datapoint.load.LibraryReader.Reading;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectReader;
import io.datachat.apex.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/datapoints.md: what is printed there must work, and what works must be printed there.
class DataPointsPageTest {
    private static final String PAGE = "docs/datapoints.md";

    /// A DataPoint that is shown again with more in it stands for a file that grows: the last one counts.
    private static Library library() {
        var texts = new HashMap<String, String>();
        for (var block : Markdown.yaml(PAGE)) {
            if (block.label().equals("datachat.yaml") || block.label().equals("comment")) continue;
            for (var document : block.text().split("(?m)^---\n", -1)) {
                var type = word(document, "type");
                var id = word(document, "id");
                texts.put(
                        (block.label().equals("managed") ? "managed/" : "user/") + type + "/" + id + ".yaml", document);
            }
        }
        return LibraryReader.read(texts, Reading.NOTHING).library();
    }

    private static String word(String document, String key) {
        var at = document.indexOf("  " + key + ": ");
        return document.substring(at, document.indexOf('\n', at)).strip().substring(key.length() + 2);
    }

    @Test
    void every_datapoint_of_the_page_is_loaded_without_a_problem() {
        var wrong = library().problems().stream()
                .filter(problem -> problem.code().severity() != Severity.INFO)
                .map(Problem::line)
                .toList();
        assertEquals(List.of(), wrong);
        assertTrue(library().definitions().size() > 20, library().definitions().toString());
    }

    @Test
    void every_type_is_shown() {
        var shown = library().definitions().stream()
                .map(definition -> definition.point().type())
                .collect(Collectors.toSet());
        assertEquals(Arrays.stream(DataPoint.Type.values()).collect(Collectors.toSet()), shown);
    }

    @Test
    void each_rung_alone_is_loaded_too() {
        for (var block : Markdown.yaml(PAGE)) {
            if (block.label().equals("datachat.yaml")) continue;
            assertEquals(List.of(), YamlReader.read(PAGE, block.text()).problems());
        }
    }

    @Test
    void the_product_is_merged_as_the_page_says() {
        var product = library().find(DataPoint.Entity.class, "product").orElseThrow();
        assertEquals(
                List.of("category", "brand", "expensive"),
                product.dimensions().stream()
                        .map(DataPoint.EntityDimension::name)
                        .toList());
        assertEquals("shop.products", product.source());
        assertEquals(DataPoint.Review.APPROVED, product.common().review());
    }

    @Test
    void the_project_file_of_the_page_is_read() {
        var blocks = Markdown.yaml(PAGE).stream()
                .filter(block -> block.label().equals("datachat.yaml"))
                .toList();
        assertEquals(1, blocks.size());
        var opened = ProjectReader.read(
                Path.of("shop"), blocks.getFirst().text(), Environment.of(Map.of("WH_PASSWORD", "x")));
        assertEquals(List.of(), opened.warnings());
        assertEquals(2, opened.project().databases().size());
    }

    @Test
    void the_table_of_rules_is_the_linter_s() {
        var table = new StringBuilder("| rule | severity | finds | what to do |\n| --- | --- | --- | --- |\n");
        for (var code : LintCode.values()) {
            table.append("| ")
                    .append(code.id())
                    .append(" | ")
                    .append(code.severity().name().toLowerCase(Locale.ROOT));
            table.append(" | ")
                    .append(code.title())
                    .append(" | ")
                    .append(code.help())
                    .append(" |\n");
        }
        var page = Markdown.page(PAGE);
        var start = page.indexOf("<!-- rules -->\n") + "<!-- rules -->\n".length();
        assertEquals(table.toString(), page.substring(start, page.indexOf("<!-- end of rules -->")));
    }

    @Test
    void no_code_is_used_twice() {
        var ids = new TreeSet<String>();
        for (var code : LintCode.values()) assertTrue(ids.add(code.id()), code.id());
    }
}
