package io.datachat.apex.project;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Project.Environment;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The `${env:NAME}` in the texts of one part of datachat.yaml. Messages never show a value of the environment: it may
/// be a secret.
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)");

    private final Environment environment;
    private final Map<String, Place> places;
    private final String path;
    private final List<Problem> problems;

    References(Environment environment, Map<String, Place> places, String path, List<Problem> problems) {
        this.environment = environment;
        this.places = places;
        this.path = path;
        this.problems = problems;
    }

    static boolean in(String text) {
        return REFERENCE.matcher(text).find();
    }

    /// A text with every `${env:NAME}` replaced; null when that cannot be done, which is then reported.
    @Nullable
    String resolved(@Nullable String text, String key) {
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
        var place = places.get(path + "." + key);
        return Problem.of(code, message).at(place != null ? place : places.get(path));
    }
}
