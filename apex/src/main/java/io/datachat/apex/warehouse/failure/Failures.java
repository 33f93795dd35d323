package io.datachat.apex.warehouse.failure;

import static io.datachat.apex.warehouse.failure.WarehouseCode.*;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Turns what a driver throws while a statement runs into a problem. PostgreSQL tells by SQLSTATE; DuckDB has no
/// SQLSTATE, it begins its message with the kind of error.
public final class Failures {
    private Failures() {}

    /// @param database name in datachat.yaml
    public static Rejection ofStatement(String database, SQLException failure) {
        var state = failure.getSQLState();
        var words = words(failure);
        var code = state == null ? ofKind(words) : ofState(state);
        var problem = Problem.of(code, "'" + database + "': " + sentence(code) + reference(state, words) + ".");
        var hint = hint(code);
        return Disclosure.withWords(hint == null ? problem : problem.hint(hint), words);
    }

    /// What a failure to build a rollup says: that a user may not create tables is told as what it is.
    public static Rejection ofBuild(String database, SQLException failure) {
        if (failure.getSQLState() == null || ofState(failure.getSQLState()) != NOT_PERMITTED)
            return ofStatement(database, failure);
        return Disclosure.withWords(
                Problem.of(
                                NO_PLACE_FOR_ROLLUPS,
                                "'" + database + "': the database user may not keep rollups (SQLSTATE "
                                        + failure.getSQLState() + ").")
                        .hint("the owner of the database can run CREATE SCHEMA datachat_rollups AUTHORIZATION for the"
                                + " user named in datachat.yaml"),
                words(failure));
    }

    /// Whether the connection is gone, so that it must not be used again.
    public static boolean connectionLost(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && ofState(state) == CONNECTION_LOST;
    }

    /// Whether a DuckDB file is being written by another process.
    public static boolean lockedElsewhere(SQLException failure) {
        return words(failure).contains("Conflicting lock");
    }

    /// PostgreSQL, appendix A "Error Codes".
    static WarehouseCode ofState(String state) {
        return switch (state) {
            case "57014" -> TIMED_OUT;
            case "57P01", "57P02", "57P03", "57P04", "57P05" -> CONNECTION_LOST;
            case "42501" -> NOT_PERMITTED;
            case "25006" -> READ_ONLY;
            case "42P01", "42703", "3F000", "42704" -> OBJECT_MISSING;
            default -> ofClass(state.substring(0, Math.min(2, state.length())));
        };
    }

    private static WarehouseCode ofClass(String stateClass) {
        return switch (stateClass) {
            case "08" -> CONNECTION_LOST;
            case "22" -> VALUE_FAILED;
            case "28" -> LOGIN_REFUSED;
            case "42", "0A", "07", "26" -> SQL_REFUSED;
            case "53", "54" -> OUT_OF_RESOURCES;
            default -> FAILED;
        };
    }

    static WarehouseCode ofKind(String words) {
        var colon = words.indexOf(':');
        return switch (colon < 0 ? "" : words.substring(0, colon)) {
            case "Parser Error", "Syntax Error", "Not implemented Error" -> SQL_REFUSED;
            case "Binder Error" -> words.contains("not found") ? OBJECT_MISSING : SQL_REFUSED;
            case "Catalog Error" -> OBJECT_MISSING;
            case "Conversion Error", "Out of Range Error", "Decimal Error" -> VALUE_FAILED;
            case "Permission Error" -> NOT_PERMITTED;
            case "Out of Memory Error" -> OUT_OF_RESOURCES;
            case "INTERRUPT Error" -> CANCELLED;
            case "Connection Error" -> CONNECTION_LOST;
            case "IO Error" -> words.contains("Conflicting lock") ? FILE_LOCKED : FILE_UNREADABLE;
            case "Invalid Input Error" -> words.contains("read-only mode") ? READ_ONLY : VALUE_FAILED;
            default -> FAILED;
        };
    }

    private static String sentence(WarehouseCode code) {
        var title = code.title();
        return Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    /// The code is safe to show to everyone; the words are not.
    private static String reference(@Nullable String state, String words) {
        if (state != null) return " (SQLSTATE " + state + ")";
        var colon = words.indexOf(':');
        return colon < 0 || colon > 40 ? "" : " (" + words.substring(0, colon) + ")";
    }

    private static @Nullable String hint(WarehouseCode code) {
        return switch (code) {
            case CONNECTION_LOST -> "ask again: a new connection is made by itself";
            case OBJECT_MISSING -> "the catalog may be out of date: run `datachat database refresh`";
            case OUT_OF_RESOURCES -> "ask for a shorter period or fewer dimensions";
            case NOT_PERMITTED -> "grant SELECT to the database user named in datachat.yaml";
            case TIMED_OUT -> "ask for a shorter period or a coarser grain, or raise `limits: timeout`";
            case VALUE_FAILED -> "look for text cast to a number or a date, and for very large numbers";
            default -> null;
        };
    }

    static String words(SQLException failure) {
        var message = failure.getMessage();
        return message == null ? "" : message.strip();
    }
}
