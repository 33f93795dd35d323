package io.datachat.apex.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.yaml.YamlNode.Mapping;
import io.datachat.apex.yaml.YamlNode.Scalar;
import io.datachat.apex.yaml.YamlNode.Sequence;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    private static Scalar scalar(String text, String key) {
        return assertInstanceOf(
                        Mapping.class, YamlReader.read("x", text).documents().getFirst())
                .scalar(key)
                .orElseThrow();
    }

    private static List<String> problems(String text) {
        return YamlReader.read("x", text).problems().stream().map(Problem::line).toList();
    }

    @Test
    void the_place_of_a_text_is_where_its_first_character_stands() {
        var text = "# a comment\n"
                + "---\n"
                + "plain: abc\n"
                + "quoted:  'abc'\n"
                + "block: |\n\n"
                + "    select 1\n"
                + "      from t\n"
                + "folded: >-\n"
                + "  a\n"
                + "  b\n";
        assertEquals(new Place("x", 3, 8, 3, 10), scalar(text, "plain").place());
        assertEquals(new Place("x", 4, 11, 4, 13), scalar(text, "quoted").place());
        assertEquals(new Place("x", 6, 5, 8, 12), scalar(text, "block").place());
        assertEquals("\nselect 1\n  from t\n", scalar(text, "block").text());
        assertEquals(new Place("x", 10, 3, 11, 3), scalar(text, "folded").place());
        assertEquals("a b", scalar(text, "folded").text());
    }

    @Test
    void windows_line_ends_and_a_byte_order_mark_change_nothing() {
        assertEquals(
                new Place("x", 3, 4, 3, 4),
                scalar("\uFEFF---\r\na: 1\r\nb: 2\r\n", "b").place());
    }

    @Test
    void documents_are_cut_at_their_markers_only() {
        var text = "a: 1\n---\nb: |\n  --- not a marker\n--- # the third\nc: '---'\n---\n# nothing\n...\n";
        var read = YamlReader.read("x", text);
        assertEquals(3, read.documents().size());
        assertEquals(new Place("x", 6, 1, 6, 1), read.documents().get(2).place());
        assertEquals(List.of(), read.problems());
    }

    @Test
    void an_anchor_may_be_used_again() {
        var root = assertInstanceOf(
                Mapping.class,
                YamlReader.read("x", "a: &list [1, 2]\nb: *list\n").documents().getFirst());
        assertEquals(
                2,
                assertInstanceOf(Sequence.class, root.entry("b").orElseThrow().value())
                        .items()
                        .size());
    }

    @Test
    void a_few_lines_cannot_stand_for_billions_of_values() {
        var text = new StringBuilder("a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n");
        for (var i = 1; i < 12; i++) {
            var ten = ("*a" + (i - 1) + ",").repeat(10);
            text.append('a')
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(ten, 0, ten.length() - 1)
                    .append("]\n");
        }
        assertEquals(
                List.of("x:6:13: more than 200000 values in one document [YM003]"),
                problems(text.toString()).stream()
                        .map(line -> line.replaceFirst("x:6:\\d+", "x:6:13"))
                        .toList());
    }

    @Test
    void an_anchor_inside_itself_is_no_endless_loop() {
        assertEquals(List.of("x:1:8: not valid YAML: no anchor '&a' above [YM001]"), problems("a: &a [*a]\n"));
    }

    @Test
    void nesting_and_size_have_limits() {
        assertEquals(
                List.of("x:1:68: more than 64 levels of nesting [YM003]"),
                problems("a: " + "[".repeat(100_000)).stream()
                        .map(line -> line.replaceFirst("x:1:\\d+", "x:1:68"))
                        .toList());
        assertEquals(
                List.of("x:1:1: x has more than 4000000 characters [YM003]; split it into several files"),
                problems("a".repeat(4_000_001)));
    }
}
