package io.datachat.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import io.datachat.apex.render.Executable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// One library, one home; and what the core may not touch.
final class BordersTest {
    private static final Map<String, Set<String>> HOMES = new TreeMap<>(Map.of(
            "org.snakeyaml.", Set.of("yaml"),
            "java.sql.", Set.of("warehouse"),
            "javax.sql.", Set.of("warehouse"),
            "org.duckdb.", Set.of("warehouse"),
            "org.postgresql.", Set.of("warehouse"),
            "com.zaxxer.", Set.of("warehouse"),
            "org.jgrapht.", Set.of("resolve", "intelligence"),
            "com.fasterxml.jackson.", Set.of("answer", "catalog", "monitor", "datapoint", "exchange"),
            "org.apache.calcite.",
                    Set.of("catalog", "read", "workspace", "resolve", "plan", "govern", "check", "route", "render"),
            "io.micronaut.", Set.of()));

    /// The shell fetches; all else is core.
    private static final Set<String> SHELL = Set.of(
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

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.LocalTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Year.now",
            "java.time.YearMonth.now",
            "java.time.ZoneId.systemDefault",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.Locale.getDefault",
            "java.nio.charset.Charset.defaultCharset",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.lang.System.getenv");

    private static final List<String> CORE_STRANGERS = List.of(
            "java.io.File",
            "java.nio.file.",
            "java.net.",
            "java.net.http.",
            "java.util.Random",
            "java.lang.Thread",
            "java.util.concurrent.Executor");

    /// Deeply nested SQL is read on a thread of its own, because only a new thread can have a larger stack.
    private static final Set<String> WITH_REASON = Set.of("io.datachat.apex.read.Depth uses java.lang.Thread");

    @Test
    void one_library_has_one_home() {
        var wrong = new TreeSet<String>();
        for (var type : House.apex())
            for (var dependency : type.getDirectDependenciesFromSelf())
                HOMES.forEach((library, homes) -> {
                    var used = dependency.getTargetClass().getName().startsWith(library);
                    if (used && !homes.contains(House.stage(type)))
                        wrong.add(type.getName() + " must not use " + library + "*");
                });
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void the_core_has_no_clock_no_chance_and_no_surroundings() {
        var wrong = new TreeSet<String>();
        for (var type : core()) {
            for (var call : type.getMethodCallsFromSelf()) {
                var owner = call.getTargetOwner().getName() + "." + call.getName();
                if (CLOCKS.contains(owner) && !givenClock(call.getTarget()))
                    wrong.add(type.getName() + " calls " + owner);
            }
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getName();
                if (CORE_STRANGERS.stream().anyMatch(target::startsWith)) wrong.add(type.getName() + " uses " + target);
            }
        }
        wrong.removeAll(WITH_REASON);
        assertEquals("", String.join("\n", wrong));
    }

    /// `Instant.now(clock)` is told the time; `LocalDate.now(zone)` is not.
    private static boolean givenClock(AccessTarget.MethodCallTarget target) {
        return target.getRawParameterTypes().stream()
                .anyMatch(type -> type.getName().equals("java.time.Clock"));
    }

    private static List<JavaClass> core() {
        return House.apex().stream()
                .filter(type -> !SHELL.contains(House.stage(type)))
                .toList();
    }

    @Test
    void only_the_compiler_makes_what_a_database_runs() {
        var wrong = new TreeSet<String>();
        for (var type : House.CLASSES) {
            for (var call : type.getConstructorCallsFromSelf()) {
                var compiled = call.getTargetOwner().getName().equals(Executable.Compiled.class.getName());
                compiled |= call.getTargetOwner().getName().equals(Executable.Change.class.getName());
                if (compiled && !type.getName().matches("io\\.datachat\\.apex\\.Compiler(\\$.*)?"))
                    wrong.add(type.getName() + " makes what a database runs");
            }
        }
        House.apex();
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void engine_and_server_do_not_print() {
        var wrong = new TreeSet<String>();
        for (var type : House.CLASSES) {
            if (type.getPackageName().startsWith("io.datachat.cli")) continue;
            for (var access : type.getFieldAccessesFromSelf())
                if (access.getTargetOwner().getName().equals("java.lang.System")
                        && access.getName().matches("out|err")) wrong.add(type.getName());
            for (var call : type.getMethodCallsFromSelf())
                if (call.getName().equals("printStackTrace")) wrong.add(type.getName());
        }
        House.apex();
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void every_package_is_null_marked() {
        var wrong = new TreeSet<String>();
        for (var type : House.CLASSES)
            if (House.written(type) && !type.getPackage().isAnnotatedWith(NullMarked.class))
                wrong.add(type.getPackageName());
        House.apex();
        assertEquals("", String.join("\n", wrong));
    }
}
