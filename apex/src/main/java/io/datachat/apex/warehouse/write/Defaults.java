package io.datachat.apex.warehouse.write;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Expressions of a table, as its database writes them out.
public final class Defaults {
    private static final Pattern TEXTS = Pattern.compile("'([^']|'')*'");
    private static final Pattern CALLS = Pattern.compile("([\\w\".$]+)\\s*\\(");

    /// Nothing is left behind by calling these, nor do types with a length.
    private static final Set<String> HARMLESS = Set.of(
            "now",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "get_current_timestamp",
            "current_timestamp",
            "current_date",
            "current_time",
            "localtimestamp",
            "timezone",
            "date_trunc",
            "today",
            "gen_random_uuid",
            "uuid",
            "uuidv4",
            "uuidv7",
            "random",
            "lower",
            "upper",
            "md5",
            "cast",
            "numeric",
            "decimal",
            "varying",
            "varchar",
            "character",
            "char",
            "bit",
            "timestamp",
            "time");

    /// Functions of PostgreSQL itself whose effects outlast a rolled-back transaction, or that run other
    /// statements.
    private static final Pattern LASTING = Pattern.compile(
            "\\b(nextval|setval|set_config|pg_\\w+|lo_\\w+|dblink\\w*|query_to_xml\\w*|xmlagg|txid_\\w+)\\s*\\(",
            Pattern.CASE_INSENSITIVE);

    private Defaults() {}

    static boolean numbered(String expression) {
        return expression.strip().toLowerCase(Locale.ROOT).startsWith("nextval(");
    }

    /// Whether nothing outlasts a rolled-back transaction that evaluates it.
    public static boolean harmless(String expression) {
        var calls = CALLS.matcher(TEXTS.matcher(expression).replaceAll("''"));
        while (calls.find()) if (!HARMLESS.contains(calls.group(1).toLowerCase(Locale.ROOT))) return false;
        return true;
    }

    /// Whether a condition calls what outlasts a rolled-back transaction. Functions of users are told apart.
    static boolean lasting(String condition) {
        return LASTING.matcher(TEXTS.matcher(condition).replaceAll("''")).find();
    }
}
