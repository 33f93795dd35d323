package io.datachat.apex.warehouse.failure;

import static io.datachat.apex.warehouse.failure.WarehouseCode.*;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Why a database could not be opened: which file or server, and what to do. Never a password.
public final class OpenFailures {
    private static final Pattern HOLDER = Pattern.compile("held in (.+?) \\(PID (\\d+)\\)");
    private static final int NEAREST = 5;

    private OpenFailures() {}

    public static Rejection missing(String database, Path file) {
        var folder = file.toAbsolutePath().getParent();
        var others = folder == null ? List.<String>of() : databasesIn(folder);
        var where = folder == null || Files.isDirectory(folder) ? "" : " Its folder does not exist either.";
        return new Rejection(Problem.of(FILE_MISSING, "'" + database + "': there is no file " + file + "." + where)
                .hint("correct `path:` in datachat.yaml, or make the file with `datachat init <files>` or"
                        + " `datachat demo`")
                .choices(others));
    }

    private static List<String> databasesIn(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(OpenFailures::looksLikeDatabase)
                    .sorted()
                    .limit(NEAREST)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static boolean looksLikeDatabase(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".duckdb") || lower.endsWith(".db") || lower.endsWith(".ddb");
    }

    public static Rejection ofFile(String database, Path file, SQLException failure) {
        var words = Failures.words(failure);
        var holder = HOLDER.matcher(words);
        if (holder.find()) return locked(database, file, holder.group(1), holder.group(2));
        if (words.contains("different configuration"))
            return Disclosure.withWords(
                    Problem.of(
                                    FILE_LOCKED,
                                    "'" + database + "': " + file + " is open in this process with other settings.")
                            .hint("close it there first; DataChat opens it read-only"),
                    words);
        var reason = Files.isDirectory(file)
                ? " is a folder, not a file."
                : words.contains("not a valid DuckDB database file")
                        ? " is not a DuckDB database."
                        : Files.isReadable(file)
                                ? " is damaged or of an unknown version."
                                : " may not be read by this user.";
        return Disclosure.withWords(
                Problem.of(FILE_UNREADABLE, "'" + database + "': " + file + reason)
                        .hint("restore it from a copy, correct `path:` in datachat.yaml, or build it again"),
                words);
    }

    private static Rejection locked(String database, Path file, String program, String process) {
        var name = Path.of(program).getFileName();
        return new Rejection(Problem.of(
                        FILE_LOCKED,
                        "'" + database + "': " + file + " is open for writing in process " + process + " (" + name
                                + ").")
                .hint("end that process, or let it open the file read-only; DataChat itself only reads"));
    }

    /// @param place `host:port/database`
    public static Rejection ofServer(String database, String place, SQLException failure) {
        var state = failure.getSQLState() == null ? "" : failure.getSQLState();
        var words = Failures.words(failure);
        var subject = "'" + database + "': the server of " + place;
        var problem = switch (state) {
            case "3D000" ->
                Problem.of(DATABASE_MISSING, subject + " has no such database (SQLSTATE 3D000).")
                        .hint("correct the last part of `url:` in datachat.yaml");
            case "28P01", "28000", "08004" ->
                Problem.of(LOGIN_REFUSED, subject + " refused the login (SQLSTATE " + state + ").")
                        .hint("check `user:` and the environment variable named under `password:`");
            case "53300" ->
                Problem.of(OUT_OF_RESOURCES, subject + " has no free connections (SQLSTATE 53300).")
                        .hint("close other programs, or raise max_connections on the server");
            default ->
                Problem.of(UNREACHABLE, subject + " does not answer" + reference(state) + ".")
                        .hint("check that it runs and that host and port in `url:` are right");
        };
        return Disclosure.withWords(problem, words);
    }

    private static String reference(String state) {
        return state.isEmpty() ? "" : " (SQLSTATE " + state + ")";
    }
}
