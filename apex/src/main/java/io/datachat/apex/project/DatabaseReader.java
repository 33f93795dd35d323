package io.datachat.apex.project;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.Project.Secret;
import io.datachat.apex.project.Project.Writes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One entry below `databases:`. Messages never show an address or a value of the environment: either may be a secret.
final class DatabaseReader {
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final References references;
    private final Map<String, Place> places;
    private final String path;
    private final List<Problem> problems;

    DatabaseReader(Environment environment, Map<String, Place> places, String path, List<Problem> problems) {
        this.references = new References(environment, places, path, problems);
        this.places = places;
        this.path = path;
        this.problems = problems;
    }

    @Nullable
    Database read(ProjectReader.Entry entry) {
        if (!NAME.matcher(entry.name()).matches()) {
            problems.add(
                    problem(ProjectCode.DATABASE_NAME, "'" + entry.name() + "' cannot be the name of a database", "")
                            .hint("use lower snake case, such as shop or web_shop"));
        }
        var type = entry.type() != null ? entry.type() : entry.url() == null ? Backend.DUCKDB : Backend.POSTGRESQL;
        return switch (type) {
            case DUCKDB -> duckdb(entry);
            case POSTGRESQL -> postgresql(entry);
        };
    }

    private @Nullable Database duckdb(ProjectReader.Entry entry) {
        for (var key : List.of("url", "user", "password")) {
            if (!places.containsKey(path + "." + key)) continue;
            problems.add(problem(
                            ProjectCode.CONNECTION,
                            "database " + entry.name() + " is a DuckDB file and has no '" + key + "'",
                            key)
                    .hint("remove it, or write 'type: postgresql'"));
        }
        if (entry.path() == null) {
            problems.add(problem(ProjectCode.CONNECTION, "database " + entry.name() + " has no 'path'", "")
                    .hint("write the file's path, relative to the project, such as 'path: shop.duckdb'"));
            return null;
        }
        var file = references.resolved(entry.path(), "path");
        if (file == null) return null;
        return new Database(
                entry.name(), Backend.DUCKDB, Path.of(file), null, null, null, entry.schemas(), entry.defaultSchema());
    }

    private @Nullable Database postgresql(ProjectReader.Entry entry) {
        if (entry.path() != null) {
            problems.add(problem(
                            ProjectCode.CONNECTION,
                            "database " + entry.name() + " is a server and has no 'path'",
                            "path")
                    .hint("remove it, or write 'type: duckdb'"));
        }
        if (entry.url() == null) {
            problems.add(problem(ProjectCode.CONNECTION, "database " + entry.name() + " has no 'url'", "")
                    .hint("write for example 'url: postgresql://localhost:5432/shop'"));
            return null;
        }
        var text = references.resolved(entry.url(), "url");
        var user = references.resolved(entry.user(), "user");
        var password = references.resolved(entry.password(), "password");
        if (text == null) return null;
        var url = ConnectionUrl.parse(text);
        if (url.isEmpty()) {
            problems.add(problem(
                            ProjectCode.CONNECTION,
                            "the url of database " + entry.name() + " is not a PostgreSQL address",
                            "url")
                    .hint("write for example 'postgresql://localhost:5432/shop'; special characters in a"
                            + " password must be percent-encoded"));
            return null;
        }
        warnOfPassword(entry, url.get());
        var secret = password != null ? password : url.get().password();
        return new Database(
                entry.name(),
                Backend.POSTGRESQL,
                null,
                url.get().jdbc(),
                user != null ? user : url.get().user(),
                secret == null ? null : new Secret(secret),
                entry.schemas(),
                entry.defaultSchema());
    }

    private void warnOfPassword(ProjectReader.Entry entry, ConnectionUrl url) {
        var alone = entry.password() != null && !References.in(entry.password());
        var inside = url.password() != null && entry.url() != null && !References.in(entry.url());
        if (!alone && !inside) return;
        problems.add(problem(
                        ProjectCode.PASSWORD_IN_FILE,
                        "the password of database " + entry.name() + " stands in the file",
                        alone ? "password" : "url")
                .hint("put it into an environment variable and write '${env:NAME}'"));
    }

    private Problem problem(ProjectCode code, String message, String key) {
        var place = places.get(key.isEmpty() ? path : path + "." + key);
        return Problem.of(code, message).at(place != null ? place : places.get(path));
    }

    /// What stands below `writes:` of a database.
    static final class WritesReader {
        private static final int STANDARD_ROWS = 1_000;
        /// Rows are looked at before and after by their keys, some hundred at a time.
        private static final int MOST_ROWS = 10_000;
        private static final Duration STANDARD_EXPIRY = Duration.ofMinutes(15);
        private static final Duration LONGEST_EXPIRY = Duration.ofDays(7);

        private final Map<String, Place> places;
        private final String path;
        private final List<Problem> problems;

        WritesReader(Map<String, Place> places, String path, List<Problem> problems) {
            this.places = places;
            this.path = path;
            this.problems = problems;
        }

        record Written(
                List<String> tables,
                @Nullable Integer mostRows,
                @Nullable Duration expires) {}

        @Nullable
        Writes read(@Nullable Written written, String database) {
            if (written == null) return null;
            if (written.tables.isEmpty())
                report(
                        "writes of database " + database + " opens no table",
                        "tables",
                        "name each table that may be written");
            var rows = written.mostRows == null ? STANDARD_ROWS : written.mostRows;
            if (rows < 1 || rows > MOST_ROWS)
                report("most_rows cannot be " + rows, "most_rows", "choose 1 to " + MOST_ROWS);
            var expires = written.expires == null ? STANDARD_EXPIRY : written.expires;
            if (expires.isZero() || expires.compareTo(LONGEST_EXPIRY) > 0)
                report("expires cannot be that", "expires", "choose a time up to 7d, such as 15m");
            return new Writes(written.tables, rows, expires);
        }

        private void report(String message, String key, String hint) {
            problems.add(Problem.of(ProjectCode.WRITES, message).at(place(key)).hint(hint));
        }

        private @Nullable Place place(String key) {
            var place = places.get(path + "." + key);
            return place == null ? places.get(path) : place;
        }
    }
}
