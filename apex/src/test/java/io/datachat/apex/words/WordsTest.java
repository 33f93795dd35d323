package io.datachat.apex.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The table questions.txt: each question and the query it is read as, or why it is not.
final class WordsTest {
    private static final Scene SCENE = Scene.load();

    @TestFactory
    Stream<DynamicTest> a_question_is_read_as_the_table_says() throws IOException {
        return Scene.questions().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.question(), () -> assertEquals(row.expected(), SCENE.read(row.question()))));
    }

    @Test
    void the_table_is_large_and_most_of_it_is_understood() throws IOException {
        var rows = Scene.questions();
        var understood =
                rows.stream().filter(row -> !row.expected().startsWith("!")).count();
        System.out.printf(
                "questions in words: %d, %d understood, %d refused with reasons%n",
                rows.size(), understood, rows.size() - understood);
        assertTrue(rows.size() >= 80 && understood >= 60, rows.size() + " questions, " + understood + " understood");
    }

    /// Whatever is understood must not depend on what things are called (a name that happens to help is no
    /// understanding).
    @Test
    void the_score_stays_the_same_when_everything_is_renamed() throws IOException {
        var renaming = Renaming.of(SCENE.yaml());
        var renamed = Scene.of(renaming.yaml(SCENE.yaml()));
        var differing = new ArrayList<String>();
        int compared = 0;
        for (var row : Scene.questions()) {
            if (row.expected().startsWith("!")) continue;
            compared++;
            var question = renaming.text(row.question());
            var expected = renaming.text(row.expected());
            var actual = renamed.read(question);
            if (!expected.equals(actual))
                differing.add(row.question() + " -> " + question + "\n  " + expected + "\n  " + actual);
        }
        System.out.printf("renamed: %d of %d questions understood the same%n", compared - differing.size(), compared);
        assertEquals("", String.join("\n", differing));
        assertTrue(compared >= 60);
    }

    @Test
    void says_how_each_part_was_taken() {
        assertEquals(
                List.of(
                        "Sales = metric revenue",
                        "last month = period 2024-10-01T00:00/2024-11-01T00:00",
                        "regions = dimension region",
                        "web shop = filter on channel"),
                SCENE.how("Sales by regions last month for web shop"));
    }
}
