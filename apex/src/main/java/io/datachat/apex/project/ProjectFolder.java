package io.datachat.apex.project;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A project on disk: where it is, what its file says, and its state folder.
public final class ProjectFolder {
    private ProjectFolder() {}

    /// The nearest folder with a datachat.yaml, from the given one upwards.
    public static Optional<Path> find(Path from) {
        for (var folder = from.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(ProjectReader.FILE))) return Optional.of(folder);
        }
        return Optional.empty();
    }

    /// Finds and reads.
    ///
    /// @throws Rejection when there is none, or with everything that is wrong with it
    public static ProjectReader.Opened open(Path from, Environment environment) {
        var root = find(from)
                .orElseThrow(() -> new Rejection(Problem.of(
                                ProjectCode.NO_PROJECT,
                                "there is no " + ProjectReader.FILE + " in " + from + " or above it")
                        .hint("go into a project's folder, or make one with 'datachat init'")));
        return ProjectReader.read(root, text(root.resolve(ProjectReader.FILE)), environment);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Rejection(Problem.of(ProjectCode.UNREADABLE, file.getFileName() + " is not UTF-8 text"));
        } catch (IOException e) {
            throw new Rejection(Problem.of(ProjectCode.UNREADABLE, file.getFileName() + " cannot be read"));
        }
    }

    /// The state folder, made when it is not there: for its owner only, and ignored by git.
    public static Path state(Project project) {
        var folder = project.state();
        try {
            if (Files.isDirectory(folder)) return folder;
            var posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            if (posix) Files.createDirectory(folder, owner);
            else Files.createDirectory(folder);
            Files.writeString(folder.resolve(".gitignore"), "*\n");
        } catch (FileAlreadyExistsException e) {
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
