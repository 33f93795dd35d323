package io.datachat.tests.faults;

import io.datachat.apex.catalog.Backend;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// Runs the tests of named classes inside the copy of the engine that has the fault, on DuckDB, up to the first that
/// fails. JUnit itself cannot: its classes and those of the copy come from different class loaders.
public final class Named {
    private final Path folder;
    private int number;

    private Named(Path folder) {
        this.folder = folder;
    }

    /// What the first failing test said; empty when all pass.
    ///
    /// @param tests names of classes
    public static Set<String> run(Path folder, Set<String> tests) throws ReflectiveOperationException, IOException {
        var named = new Named(folder);
        for (var test : tests) {
            var type = Class.forName(test);
            for (var method : type.getDeclaredMethods()) {
                var takes = Set.of(Backend.class, Path.class).containsAll(List.of(method.getParameterTypes()));
                if (!takes || (!told(method, Test.class) && !told(method, ParameterizedTest.class))) continue;
                var failure = named.run(type, method);
                if (!failure.isEmpty()) return Set.of(method.getName() + ": " + failure);
            }
        }
        return Set.of();
    }

    private static boolean told(Method method, Class<? extends Annotation> by) {
        return method.isAnnotationPresent(by);
    }

    private String run(Class<?> type, Method method) throws ReflectiveOperationException, IOException {
        var made = type.getDeclaredConstructor();
        made.setAccessible(true);
        var test = made.newInstance();
        for (var field : type.getDeclaredFields())
            if (field.isAnnotationPresent(TempDir.class)) {
                field.setAccessible(true);
                field.set(test, empty());
            }
        try {
            each(type, test, BeforeEach.class);
            List<Object> values = new ArrayList<>();
            for (var parameter : method.getParameterTypes())
                values.add(parameter == Path.class ? empty() : Backend.DUCKDB);
            method.setAccessible(true);
            method.invoke(test, values.toArray());
            return "";
        } catch (InvocationTargetException failed) {
            return String.valueOf(failed.getCause());
        } finally {
            each(type, test, AfterEach.class);
        }
    }

    private static void each(Class<?> type, Object test, Class<? extends Annotation> when)
            throws ReflectiveOperationException {
        for (var method : type.getDeclaredMethods())
            if (told(method, when)) {
                method.setAccessible(true);
                method.invoke(test);
            }
    }

    private Path empty() throws IOException {
        return Files.createDirectories(folder.resolve("test-" + ++number));
    }
}
