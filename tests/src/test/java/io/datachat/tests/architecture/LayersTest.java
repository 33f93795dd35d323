package io.datachat.tests.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a question flows through, in order; each package knows only those to its left.
final class LayersTest {
    static final List<String> ORDER = List.of(
            "problem",
            "time",
            "yaml",
            "catalog",
            "query",
            "datapoint",
            "words",
            "read",
            "workspace",
            "resolve",
            "plan",
            "govern",
            "check",
            "route",
            "render",
            "answer",
            "project",
            "warehouse",
            "materialize",
            "monitor",
            "audit",
            "fresh",
            "exchange",
            "board",
            "intelligence",
            "change",
            "draft",
            "");

    @Test
    void a_package_depends_only_on_those_before_it() {
        var wrong = new TreeSet<String>();
        for (var type : House.apex()) {
            var from = ORDER.indexOf(House.stage(type));
            if (from < 0) wrong.add("package '" + House.stage(type) + "' has no place in the order");
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass();
                if (House.inApex(target) && ORDER.indexOf(House.stage(target)) > from)
                    wrong.add(type.getName() + " must not know " + target.getName());
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void packages_form_no_cycle() {
        House.apex();
        slices().matching("io.datachat.(**)").should().beFreeOfCycles().check(House.CLASSES);
    }

    @Test
    void modules_know_only_those_before_them() {
        var wrong = new TreeSet<String>();
        var modules = List.of("apex", "server", "cli");
        for (var type : House.CLASSES) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getPackageName();
                if (target.startsWith("io.datachat.")
                        && modules.indexOf(module(target)) > modules.indexOf(module(type.getPackageName())))
                    wrong.add(type.getName() + " must not know "
                            + dependency.getTargetClass().getName());
            }
        }
        House.apex();
        assertEquals("", String.join("\n", wrong));
    }

    private static String module(String packageName) {
        return packageName.split("\\.", -1)[2];
    }
}
