package io.datachat.apex.read.write;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.lex.Lexer;
import io.datachat.apex.read.text.ReadCode;
import java.util.Locale;
import java.util.Set;

/// What kind of statement a text is, by its first word, and words that no statement of that kind may have.
public final class Beginning {
    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "(");
    private static final Set<String> WRITES = Set.of("INSERT", "UPDATE");
    private static final Set<String> DRAFTED =
            Set.of("DELETE", "TRUNCATE", "GRANT", "REVOKE", "CREATE", "ALTER", "DROP", "COMMENT", "RENAME", "MERGE");

    private Beginning() {}

    public static void requireQuery(Lexer lexer) {
        if (!QUERIES.contains(first(lexer)))
            throw lexer.source()
                    .refuse(
                            ReadCode.NOT_A_QUERY,
                            "a query begins with SELECT or WITH, not with '" + lexer.first() + "'",
                            0,
                            1);
    }

    public static void requireWrite(Lexer lexer) {
        var first = first(lexer);
        if (DRAFTED.contains(first))
            throw refuse(
                    lexer,
                    ReadCode.ONLY_DRAFTED,
                    first + " is never executed",
                    "'datachat draft' writes it down, with the way back, for a person to run");
        if (!WRITES.contains(first))
            throw refuse(
                    lexer,
                    ReadCode.NOT_A_WRITE,
                    "a write begins with INSERT or UPDATE, not with '" + lexer.first() + "'",
                    QUERIES.contains(first) ? "what only reads is run without --write" : "docs/writes.md");
        refuse(lexer, "what was written is shown before and after anyhow", "", "RETURNING");
        refuse(lexer, "an INSERT adds rows; change those that are there by an UPDATE", "", "ON", "CONFLICT");
        refuse(lexer, "an INSERT adds rows; change those that are there by an UPDATE", "", "ON", "DUPLICATE");
        refuse(lexer, "name the columns and their values", "", "DEFAULT", "VALUES");
        refuse(lexer, "leave columns that the database fills out", "", "OVERRIDING");
        if (first.equals("UPDATE"))
            refuse(lexer, "write a sub-query for the value, and one with EXISTS in WHERE", "DISTINCT", "FROM");
    }

    private static void refuse(Lexer lexer, String hint, String notBehind, String... words) {
        var found = lexer.outside(notBehind, words);
        if (found == null) return;
        throw new Rejection(Problem.of(ReadCode.UNSUPPORTED, String.join(" ", words) + " is not taken in a write")
                .at(lexer.source().place(found.authorFrom(), found.authorTo()))
                .hint(hint));
    }

    private static Rejection refuse(Lexer lexer, ReadCode code, String message, String hint) {
        return new Rejection(
                Problem.of(code, message).at(lexer.source().place(0, 1)).hint(hint));
    }

    private static String first(Lexer lexer) {
        return lexer.first().toUpperCase(Locale.ROOT);
    }
}
