package io.datachat.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Names are nouns of the field; files, packages and parameter lists stay small; what is not needed outside is not
/// public.
final class NamesAndSizesTest {
    private static final Pattern FORBIDDEN = Pattern.compile(".*(Manager|Helper|Utils?|Service|Impl|Processor|Common)");
    private static final Set<String> ALLOWED_NAMES = Set.of("io.datachat.apex.datapoint.DataPoint$Common");

    private static final int LINES = 400;
    private static final int FILES = 12;
    private static final int PARAMETERS = 5;

    /// Public for those who use the engine as a library, although nothing of ours needs them from outside.
    /// Lists of cases that are read one by one: 43 plans, and one contract that each backend passes whole.
    private static final Set<String> LONG_ON_PURPOSE = Set.of(
            "apex/src/test/java/io/datachat/apex/render/Shapes.java",
            "apex/src/test/java/io/datachat/apex/warehouse/WarehouseContract.java");

    private static final Set<String> PUBLIC_ANYHOW = Set.of(
            "io.datachat.apex.time.Grains",
            "io.datachat.apex.time.Period",
            "io.datachat.apex.Apex",
            "io.datachat.apex.Compiler",
            "io.datachat.apex.Compilation",
            "io.datachat.apex.datapoint.change.BreakingChanges");

    @Test
    void names_say_what_a_thing_is() {
        var wrong = new TreeSet<String>();
        for (var type : House.CLASSES)
            if (House.written(type)
                    && FORBIDDEN.matcher(type.getSimpleName()).matches()
                    && !ALLOWED_NAMES.contains(type.getName())) wrong.add(type.getName());
        House.apex();
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void a_file_has_at_most_400_lines() {
        var wrong = new TreeSet<String>();
        for (var file : House.javaFiles()) {
            var lines = House.text(file).lines().count();
            if (lines > LINES && !LONG_ON_PURPOSE.contains(file.toString().replace('\\', '/')))
                wrong.add(file + " has " + lines + " lines");
        }
        assertEquals("", String.join("\n", wrong));
    }

    /// The description of the package is not counted.
    @Test
    void a_package_has_at_most_12_files() {
        var counts = new TreeMap<Path, Integer>();
        for (var file : House.javaFiles()) {
            var main = file.toString().contains("src/main/java") && !file.endsWith("package-info.java");
            if (main) counts.merge(file.subpath(0, file.getNameCount() - 1), 1, Integer::sum);
        }
        counts.values().removeIf(count -> count <= FILES);
        assertEquals("{}", counts.toString());
    }

    @Test
    void a_method_has_at_most_5_parameters() {
        var wrong = new TreeSet<String>();
        for (var type : House.CLASSES) {
            if (!House.written(type)) continue;
            for (var unit : type.getCodeUnits()) {
                var constructorOfData = unit.isConstructor() && (type.isRecord() || type.isEnum());
                var generated = unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                        || unit.getName().startsWith("lambda$");
                if (!constructorOfData
                        && !generated
                        && unit.getRawParameterTypes().size() > PARAMETERS) wrong.add(unit.getFullName());
            }
        }
        House.apex();
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void what_is_not_needed_outside_its_package_is_not_public() {
        var wrong = new TreeSet<String>();
        for (var type : House.apex()) {
            var open = type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass();
            if (open && !PUBLIC_ANYHOW.contains(type.getName()) && !usedOutside(type)) wrong.add(type.getName());
        }
        assertEquals("", String.join("\n", wrong));
    }

    /// A code of problems is found by its interface, not by its name.
    private static boolean usedOutside(JavaClass type) {
        if (type.isAssignableTo("io.datachat.apex.problem.ProblemCode")) return true;
        return House.CLASSES.stream()
                .filter(other -> other.getName().equals(type.getName())
                        || other.getName().startsWith(type.getName() + "$"))
                .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
    }
}
