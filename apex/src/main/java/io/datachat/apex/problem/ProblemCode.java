package io.datachat.apex.problem;

/// A kind of problem. Each package that finds problems has one enum of them; docs/errors.md is generated from all.
public interface ProblemCode {
    /// Stable identifier, two letters and three digits: `DP102`.
    String id();

    /// A short title, the same for every occurrence.
    String title();

    /// What it means and how to get out of it, for docs/errors.md.
    String help();

    /// The HTTP status that fits: 400 malformed, 404 unknown name, 409 state, 422 cannot be answered, 5xx ours or
    /// the database's.
    int status();

    /// Whether this kind makes the input unusable, or only deserves a look.
    default Severity severity() {
        return Severity.ERROR;
    }

    enum Severity {
        ERROR,
        WARNING,
        INFO
    }
}
