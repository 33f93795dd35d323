package io.datachat.apex.project;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.Project.Refresh;
import io.datachat.apex.project.Project.Secret;
import io.datachat.apex.project.Project.Writes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

    @Nullable
    Refresh refresh(ProjectReader.Entry entry) {
        return new RefreshReader(references, places, path, problems).read(entry);
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
                @Nullable Duration expires,
                @Nullable String staging) {}

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
            return new Writes(written.tables, rows, expires, written.staging);
        }

        /// What can be told once all databases are read.
        void staging(String database, List<Database> all) {
            for (var each : all)
                if (each.name().equals(database) && each.writes() != null)
                    staging(each, each.writes().staging(), all);
        }

        private void staging(Database database, @Nullable String name, List<Database> all) {
            if (name == null) return;
            var others = all.stream()
                    .filter(other -> other.backend() == database.backend()
                            && !other.name().equals(database.name()))
                    .map(Database::name)
                    .toList();
            if (!others.contains(name))
                problems.add(Problem.of(
                                ProjectCode.WRITES,
                                "'" + name + "' cannot be the staging of database " + database.name()
                                        + ": that is another database of the same kind")
                        .at(place("staging"))
                        .hint(
                                others.isEmpty()
                                        ? "there is none: add it under databases"
                                        : "there is " + String.join(", ", others))
                        .choices(Nearest.of(name, others, 3)));
            else if (all.stream().anyMatch(other -> other.name().equals(name) && other.writes() == null))
                report(
                        "nothing may be written to '" + name + "', the staging of database " + database.name(),
                        "staging",
                        "open its tables as well: writes: {tables: [NAME]} below it");
        }

        private void report(String message, String key, String hint) {
            problems.add(Problem.of(ProjectCode.WRITES, message).at(place(key)).hint(hint));
        }

        private @Nullable Place place(String key) {
            var place = places.get(path + "." + key);
            return place == null ? places.get(path) : place;
        }
    }

    /// What stands below `refresh:` of a database, and beside it about who refreshes.
    static final class RefreshReader {
        private static final Duration STANDARD_QUIET = Duration.ofSeconds(2);
        private static final Duration STANDARD_AT_MOST = Duration.ofMinutes(1);
        private static final Duration STANDARD_LONGEST = Duration.ofMinutes(10);
        private static final Duration LONGEST = Duration.ofDays(1);

        private final References references;
        private final Map<String, Place> places;
        private final String path;
        private final List<Problem> problems;

        RefreshReader(References references, Map<String, Place> places, String path, List<Problem> problems) {
            this.references = references;
            this.places = places;
            this.path = path;
            this.problems = problems;
        }

        record WrittenView(
                String view,
                List<String> on,
                @Nullable Duration quiet,
                @Nullable Duration atMost) {}

        @Nullable
        Refresh read(ProjectReader.Entry entry) {
            if (entry.refresh().isEmpty()) {
                for (var key : List.of("refresh_user", "refresh_password", "refresh_longest"))
                    if (places.containsKey(path + "." + key))
                        report(
                                "'" + key + "' of database " + entry.name() + " refreshes nothing",
                                key,
                                "name the views: refresh: [{view: NAME}]");
                return null;
            }
            if (duckDb(entry)) {
                report(
                        "database " + entry.name()
                                + " is a DuckDB file: it has no materialized views and tells nobody of changes",
                        "refresh",
                        "remove 'refresh'; questions read the file as it is");
                return null;
            }
            var user = references.resolved(entry.refreshUser(), "refresh_user");
            var password = references.resolved(entry.refreshPassword(), "refresh_password");
            warn(entry);
            var views = new ArrayList<Refresh.View>();
            for (var i = 0; i < entry.refresh().size(); i++)
                view(entry.refresh().get(i), "refresh[" + i + "]", views);
            return new Refresh(
                    views,
                    user,
                    password == null ? null : new Secret(password),
                    between(entry.refreshLongest(), STANDARD_LONGEST, "refresh_longest", Duration.ofSeconds(1)));
        }

        private static boolean duckDb(ProjectReader.Entry entry) {
            return entry.type() == Backend.DUCKDB || (entry.type() == null && entry.url() == null);
        }

        private void warn(ProjectReader.Entry entry) {
            if (entry.refreshPassword() == null) return;
            if (entry.refreshUser() == null)
                report(
                        "'refresh_password' of database " + entry.name() + " has no user",
                        "refresh_password",
                        "write 'refresh_user' beside it");
            if (!References.in(entry.refreshPassword()))
                problems.add(Problem.of(
                                ProjectCode.PASSWORD_IN_FILE,
                                "the password that refreshes database " + entry.name() + " stands in the file")
                        .at(place("refresh_password"))
                        .hint("put it into an environment variable and write '${env:NAME}'"));
        }

        private void view(WrittenView written, String at, List<Refresh.View> views) {
            if (written.view.isBlank()) report("a view of 'refresh' has no name", at + ".view", "write 'schema.view'");
            if (views.stream().anyMatch(other -> other.name().equals(written.view)))
                report("'refresh' names " + written.view + " twice", at + ".view", "keep one of them");
            var quiet = between(written.quiet, STANDARD_QUIET, at + ".quiet", Duration.ZERO);
            var standard = quiet.compareTo(STANDARD_AT_MOST) > 0 ? quiet : STANDARD_AT_MOST;
            views.add(new Refresh.View(
                    written.view, written.on, quiet, between(written.atMost, standard, at + ".at_most", quiet)));
        }

        private Duration between(@Nullable Duration written, Duration otherwise, String key, Duration least) {
            if (written == null) return otherwise;
            if (written.compareTo(least) >= 0 && written.compareTo(LONGEST) <= 0) return written;
            var name = key.substring(key.lastIndexOf('.') + 1);
            var why = name.equals("at_most") ? ": 'quiet' comes first" : "";
            report("'" + name + "' cannot be that", key, "choose a time from " + said(least) + why + " to 1d");
            return otherwise;
        }

        private static String said(Duration time) {
            return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
        }

        private void report(String message, String key, String hint) {
            problems.add(Problem.of(ProjectCode.REFRESH, message).at(place(key)).hint(hint));
        }

        private @Nullable Place place(String key) {
            var place = places.get(path + "." + key);
            return place == null ? places.get(path) : place;
        }
    }
}
