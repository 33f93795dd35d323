package io.datachat.apex.project;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.Project.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One entry below `databases:`. Messages never show an address or a value of the environment: either may be a secret.
final class DatabaseReader {
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)");

    private final Environment environment;
    private final Map<String, Place> places;
    private final String path;
    private final List<Problem> problems;

    DatabaseReader(Environment environment, Map<String, Place> places, String path, List<Problem> problems) {
        this.environment = environment;
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
        var file = resolved(entry.path(), "path");
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
        var text = resolved(entry.url(), "url");
        var user = resolved(entry.user(), "user");
        var password = resolved(entry.password(), "password");
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
        var alone =
                entry.password() != null && !REFERENCE.matcher(entry.password()).find();
        var inside = url.password() != null
                && entry.url() != null
                && !REFERENCE.matcher(entry.url()).find();
        if (!alone && !inside) return;
        problems.add(problem(
                        ProjectCode.PASSWORD_IN_FILE,
                        "the password of database " + entry.name() + " stands in the file",
                        alone ? "password" : "url")
                .hint("put it into an environment variable and write '${env:NAME}'"));
    }

    /// A text with every `${env:NAME}` replaced; null when that cannot be done, which is then reported.
    private @Nullable String resolved(@Nullable String text, String key) {
        if (text == null) return null;
        var resolved = new StringBuilder();
        var references = REFERENCE.matcher(text);
        var whole = true;
        while (references.find()) {
            var variable = VARIABLE.matcher(references.group(1));
            var value = variable.matches() ? environment.variable(variable.group(1)) : null;
            if (!variable.matches()) {
                problems.add(
                        problem(ProjectCode.VARIABLE_FORM, "'${" + references.group(1) + "}' is not understood", key)
                                .hint("write '${env:NAME}'"));
            } else if (value == null) {
                problems.add(problem(
                                ProjectCode.NO_VARIABLE,
                                "the environment variable " + variable.group(1) + " is not set",
                                key)
                        .hint("set it before you start DataChat"));
            }
            whole &= value != null;
            references.appendReplacement(resolved, Matcher.quoteReplacement(value == null ? "" : value));
        }
        references.appendTail(resolved);
        return whole ? resolved.toString() : null;
    }

    private Problem problem(ProjectCode code, String message, String key) {
        var place = places.get(key.isEmpty() ? path : path + "." + key);
        return Problem.of(code, message).at(place != null ? place : places.get(path));
    }
}
