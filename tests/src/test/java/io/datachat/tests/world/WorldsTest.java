package io.datachat.tests.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.tests.evaluator.Evaluator;
import io.datachat.tests.evaluator.Truth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorldsTest {
    @Test
    void every_world_is_a_library_without_errors_and_many_questions_about_it_have_an_answer() {
        var reasons = new TreeMap<String, Integer>();
        var answered = 0;
        var asked = 0;
        for (var seed = 1L; seed <= 40; seed++) {
            var world = Worlds.of(seed);
            var library = LibraryReader.read(Map.of("world.yaml", world.yaml()), LibraryReader.Reading.NOTHING)
                    .library();
            assertEquals(
                    "",
                    String.join(
                            "\n",
                            library.problems().stream()
                                    .filter(problem -> problem.code().severity() == Severity.ERROR)
                                    .map(Problem::line)
                                    .toList()),
                    world.yaml());
            var evaluator = new Evaluator(library, world.opened(), world.rows(), ZoneOffset.UTC);
            var questions = new Questions(world, new Dice(seed));
            for (var count = 0; count < 20; count++) {
                asked++;
                switch (evaluator.answer(questions.next())) {
                    case Truth.Answer _ -> answered++;
                    case Truth.Refusal(String reason) ->
                        reasons.merge(reason.replaceAll("\\w+_\\w+|\\d", "…"), 1, Integer::sum);
                }
            }
        }
        assertTrue(answered * 3 > asked, answered + " of " + asked + " answered; refused: " + reasons);
    }
}
