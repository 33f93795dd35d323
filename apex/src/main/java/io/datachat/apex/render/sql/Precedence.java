package io.datachat.apex.render.sql;

/// How strongly an operator binds, weakest first. PostgreSQL's order; DuckDB's is the same where it matters.
enum Precedence {
    NONE,
    OR,
    AND,
    NOT,
    IS,
    COMPARISON,
    /// `||`, `~`, `->>`, `AT TIME ZONE` are put in parentheses rather than remembered.
    OTHER,
    ADDITIVE,
    MULTIPLICATIVE,
    UNARY,
    PRIMARY
}
