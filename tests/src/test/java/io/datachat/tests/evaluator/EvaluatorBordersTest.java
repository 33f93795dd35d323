package io.datachat.tests.evaluator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class EvaluatorBordersTest {
    @Test
    void the_second_opinion_shares_no_code_with_the_planner() {
        var classes = new ClassFileImporter().importPackages("io.datachat.tests.evaluator");
        assertTrue(classes.size() > 15, "the test must see the evaluator, it saw " + classes.size());
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.datachat.apex",
                        "io.datachat.apex.resolve..",
                        "io.datachat.apex.plan..",
                        "io.datachat.apex.read..",
                        "io.datachat.apex.govern..",
                        "io.datachat.apex.check..",
                        "io.datachat.apex.route..",
                        "io.datachat.apex.render..",
                        "org.apache.calcite..")
                .check(classes);
    }
}
