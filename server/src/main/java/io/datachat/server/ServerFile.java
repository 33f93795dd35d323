package io.datachat.server;

import io.datachat.apex.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `.datachat/server.json`: where the running server of a project is. Only its owner may read it.
///
/// @param host  where this machine reaches it
/// @param token whoever shows it is a process of the same user
public record ServerFile(String host, int port, String token, String version, long pid) {
    private static final Pattern FORM = Pattern.compile(
            "\\{\"host\":\"([^\"]*)\",\"port\":(\\d+),\"token\":\"(\\w+)\",\"version\":\"([^\"]*)\",\"pid\":(\\d+)}\\s*");

    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// Empty when no server runs: there is no file, or the process that wrote it is gone.
    public static Optional<ServerFile> running(Project project) {
        try {
            var form = FORM.matcher(Files.readString(path(project), StandardCharsets.UTF_8));
            if (!form.matches()) return Optional.empty();
            var file = new ServerFile(
                    form.group(1),
                    Integer.parseInt(form.group(2)),
                    form.group(3),
                    form.group(4),
                    Long.parseLong(form.group(5)));
            return ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive).map(_ -> file);
        } catch (FileSystemException absent) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void write(Project project) {
        var json = "{\"host\":\"%s\",\"port\":%d,\"token\":\"%s\",\"version\":\"%s\",\"pid\":%d}\n"
                .formatted(host, port, token, version, pid);
        try {
            directory(project.state());
            // Written aside and moved, so that no reader sees half of it or a moment of wider permissions.
            var aside = project.state().resolve("server.json." + pid);
            Files.deleteIfExists(aside);
            if (posix(aside)) {
                var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
                Files.createFile(aside, owner);
            }
            Files.writeString(aside, json, StandardCharsets.UTF_8);
            Files.move(aside, path(project), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Removes the file if it is still this server's.
    void remove(Project project) {
        try {
            var ours = running(project).filter(this::equals);
            if (ours.isPresent()) Files.deleteIfExists(path(project));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void directory(Path state) throws IOException {
        if (Files.isDirectory(state)) return;
        if (posix(state.toAbsolutePath().getParent())) {
            Files.createDirectory(
                    state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(state);
        }
    }

    private static boolean posix(@Nullable Path path) {
        return path != null
                && path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path path(Project project) {
        return project.state().resolve("server.json");
    }
}
