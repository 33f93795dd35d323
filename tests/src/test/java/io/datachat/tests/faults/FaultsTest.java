package io.datachat.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.tests.benchmark.Figures;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `-Ddatachat.faults=all` plants every fault, a list of names those; a plain run takes every 24th.
class FaultsTest {
    private static final String WANTED = System.getProperty("datachat.faults", "some");
    private static final int EVERY = 24;
    private static final int WORLDS = 150;

    @Test
    void there_are_thirty_faults_and_each_still_has_its_place_in_the_source() {
        var homeless = Fault.all().stream()
                .filter(fault -> !fault.hasItsPlace())
                .map(Fault::name)
                .toList();
        assertEquals(
                List.of(), homeless, "their text is no longer in the source; write them anew in faults/faults.yaml");
        assertTrue(Fault.all().size() >= 30);
    }

    @Test
    void the_differential_test_sees_every_planted_fault(@TempDir Path folder)
            throws ReflectiveOperationException, IOException {
        var known = probe(null, folder.resolve("none"), WORLDS, Set.of());
        var survivors = new ArrayList<String>();
        var table = new StringBuilder();
        var faults =
                Fault.all().stream().filter(fault -> fault.seenBy().isEmpty()).toList();
        for (var at = 0; at < faults.size(); at++) {
            var fault = faults.get(at);
            if (!wanted(fault, at)) continue;
            var seen = probe(fault, folder.resolve(fault.name()), WORLDS, known);
            if (seen.isEmpty()) survivors.add(fault.name() + ": " + fault.why());
            table.append(String.format(
                    Locale.ROOT, "%-30s %-9s %s%n", fault.name(), seen.isEmpty() ? "SURVIVED" : "seen", first(seen)));
        }
        Figures.tell(table);
        assertEquals(List.of(), survivors);
    }

    @Test
    void the_tests_of_access_see_every_fault_of_access(@TempDir Path folder)
            throws ReflectiveOperationException, IOException {
        var survivors = new ArrayList<String>();
        var table = new StringBuilder();
        var faults =
                Fault.all().stream().filter(fault -> !fault.seenBy().isEmpty()).toList();
        assertTrue(faults.size() >= 15, "only " + faults.size());
        for (var at = 0; at < faults.size(); at++) {
            var fault = faults.get(at);
            if (!wanted(fault, at)) continue;
            var seen = named(fault, folder.resolve(fault.name()));
            if (seen.isEmpty()) survivors.add(fault.name() + ": " + fault.why());
            table.append(String.format(
                    Locale.ROOT, "%-36s %-9s %s%n", fault.name(), seen.isEmpty() ? "SURVIVED" : "seen", first(seen)));
        }
        Figures.tell(table);
        assertEquals(List.of(), survivors);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> named(Fault fault, Path folder) throws ReflectiveOperationException, IOException {
        Files.createDirectories(folder);
        try (var planting = Planting.of(fault, folder.resolve("classes"))) {
            return (Set<String>) planting.loadClass(Named.class.getName())
                    .getMethod("run", Path.class, Set.class)
                    .invoke(null, folder, fault.seenBy());
        }
    }

    private static boolean wanted(Fault fault, int at) {
        return switch (WANTED) {
            case "all" -> true;
            case "some" -> at % EVERY == 0;
            default -> List.of(WANTED.split(",", -1)).contains(fault.name());
        };
    }

    private static String first(Set<String> seen) {
        return seen.stream()
                .findFirst()
                .map(text -> text.substring(0, Math.min(100, text.length())))
                .orElse("");
    }

    /// Runs in a class loader of its own; only types of the JDK cross the border.
    @SuppressWarnings("unchecked")
    private static Set<String> probe(@Nullable Fault fault, Path folder, int worlds, Set<String> known)
            throws ReflectiveOperationException, IOException {
        Files.createDirectories(folder);
        try (var planting = Planting.of(fault, folder.resolve("classes"))) {
            var run = planting.loadClass(Probe.class.getName())
                    .getMethod("run", Path.class, int.class, Set.class, boolean.class);
            return (Set<String>)
                    run.invoke(null, Files.createDirectories(folder.resolve("worlds")), worlds, known, fault == null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof LinkageError broken) throw broken;
            return Set.of("it does not even run: " + e.getCause());
        }
    }
}
