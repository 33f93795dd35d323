package io.datachat.apex.warehouse.failure;

import io.datachat.apex.plan.write.WriteCode;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.sql.SQLException;

/// What a driver throws while a transaction writes, as a problem.
public final class WriteFailures {
    private WriteFailures() {}

    public static Rejection ofWrite(String database, SQLException failure) {
        var state = failure.getSQLState();
        var words = Failures.words(failure);
        if (state != null && (state.startsWith("40") || state.equals("55P03")))
            return Disclosure.withWords(
                    Problem.of(
                                    WriteCode.MOVED,
                                    "'" + database + "': others write the same rows (SQLSTATE " + state + ")")
                            .hint("try again in a moment"),
                    words);
        if (state == null && words.startsWith("TransactionContext Error: Conflict"))
            return Disclosure.withWords(
                    Problem.of(WriteCode.MOVED, "'" + database + "': others write the same rows")
                            .hint("try again in a moment"),
                    words);
        var reason = state == null ? kind(words) : state(state);
        if (reason.isEmpty()) return Failures.ofStatement(database, failure);
        return Disclosure.withWords(Problem.of(WriteCode.REFUSED_BY_DATABASE, "'" + database + "': " + reason), words);
    }

    /// The server may have made it final before the connection was lost.
    public static Rejection ofCommit(String database, SQLException failure) {
        if (!Failures.connectionLost(failure)) return ofWrite(database, failure);
        return Disclosure.withWords(
                Problem.of(
                        WriteCode.UNCERTAIN,
                        "'" + database + "': the connection was lost while the write was made final"),
                Failures.words(failure));
    }

    /// PostgreSQL, appendix A, class 23 "Integrity Constraint Violation".
    private static String state(String state) {
        return switch (state) {
            case "23502" -> "a column that takes no NULL would get none";
            case "23503" -> "a value refers to a row that is not there";
            case "23505" -> "a value that must be there once is there already";
            case "23514" -> "a CHECK of the table does not hold";
            case "23P01" -> "a value conflicts with one that is there already";
            case "428C9" -> "a column that the database fills was given a value";
            default -> state.startsWith("23") ? "a constraint of the table does not hold" : "";
        };
    }

    private static String kind(String words) {
        if (!words.startsWith("Constraint Error:")) return "";
        if (words.contains("NOT NULL constraint")) return "a column that takes no NULL would get none";
        if (words.contains("foreign key")) return "a value refers to a row that is not there, or is referred to";
        if (words.contains("Duplicate key") || words.contains("duplicate key"))
            return "a value that must be there once is there already";
        return words.contains("CHECK constraint")
                ? "a CHECK of the table does not hold"
                : "a constraint of the table does not hold";
    }
}
