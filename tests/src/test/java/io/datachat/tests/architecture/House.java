package io.datachat.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the house tests look at: the classes of the modules and the files of the project.
final class House {
    private House() {}

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// Main classes of apex, server and cli; generated ones excepted.
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/io/datachat/tests/"))
            .importPackages("io.datachat");

    static final String APEX = "io.datachat.apex";

    /// Written by a person: annotation processors put a dollar in front of the names that they make up.
    static boolean written(JavaClass type) {
        return !type.getSimpleName().startsWith("$")
                && !type.getName().contains("$$")
                && !type.getName().contains("$Definition")
                && !type.getName().contains("$Introspection")
                && !type.getName().contains("$Intercepted");
    }

    /// The first package segment below apex, `""` for the front door itself.
    static String stage(JavaClass type) {
        var rest = type.getPackageName().substring(APEX.length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.", -1)[0];
    }

    static boolean inApex(JavaClass type) {
        return type.getPackageName().equals(APEX) || type.getPackageName().startsWith(APEX + ".");
    }

    static List<JavaClass> apex() {
        var classes =
                CLASSES.stream().filter(House::inApex).filter(House::written).toList();
        assertTrue(classes.size() > 100, "the test saw only " + classes.size() + " classes of apex");
        return classes;
    }

    /// Every file that belongs to the project, as git sees it, relative to its root.
    static List<Path> files() {
        try {
            var git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .start();
            var listed = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (git.waitFor() != 0) throw new IOException("git cannot list the files: " + listed);
            var files = new ArrayList<Path>();
            for (var name : listed.split("\0", -1))
                if (!name.isEmpty() && Files.isRegularFile(ROOT.resolve(name))) files.add(Path.of(name));
            assertTrue(files.size() > 100, "the test saw only " + files.size() + " files");
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static List<Path> javaFiles() {
        var files = files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
        assertTrue(files.size() > 100, "the test saw only " + files.size() + " Java files");
        return files;
    }

    static String text(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }
}
