package io.datachat.tests.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A right query made wrong in one place.
///
/// @param kind  what was done
/// @param right the name that stood there, for a misspelt one
record Mutant(Kind kind, String sql, @Nullable String right) {
    enum Kind {
        WRONG_TABLE,
        WRONG_COLUMN,
        NOT_GROUPED,
        SECOND_STATEMENT,
        HIDDEN_WRITE,
        SIDE_EFFECT,
        COMMENT_TRICK,
        OTHER_STATEMENT,
        SYSTEM_TABLE
    }

    private static final Pattern WORD = Pattern.compile("(?<![\\w'\"])[A-Za-z_]\\w*(?![\\w'\"(])");
    private static final Pattern GROUP =
            Pattern.compile("\\sGROUP BY .*?(?=\\sORDER BY|\\sHAVING|\\sLIMIT|\\)|;|$)", Pattern.DOTALL);
    private static final List<String> SECOND = List.of(
            "; DROP TABLE %s",
            "; DELETE FROM %s",
            ";; TRUNCATE %s",
            "; SELECT 1",
            "; SET ROLE postgres",
            ";\nCOMMIT",
            "; UPDATE %s SET a = 1",
            ";/**/DROP/**/TABLE %s");
    private static final List<String> HIDDEN = List.of(
            "WITH gone AS (DELETE FROM %s RETURNING *) ",
            "WITH changed AS (UPDATE %s SET x = 1 RETURNING *) ",
            "WITH more AS (INSERT INTO %s DEFAULT VALUES RETURNING *) ",
            "WITH merged AS (MERGE INTO %s USING %s AS s ON true WHEN MATCHED THEN DELETE RETURNING 1) ");
    private static final List<String> EFFECTS = List.of(
            "pg_sleep(1)",
            "pg_read_file('/etc/passwd')",
            "pg_ls_dir('/')",
            "lo_import('/etc/passwd')",
            "lo_export(1, '/tmp/x')",
            "set_config('a.b', 'c', false)",
            "current_setting('data_directory')",
            "nextval('s')",
            "setval('s', 1)",
            "pg_terminate_backend(1)",
            "pg_cancel_backend(1)",
            "pg_advisory_lock(1)",
            "query_to_xml('DELETE FROM t', true, true, '')",
            "dblink('x', 'DELETE FROM t')",
            "pg_notify('a', 'b')",
            "pg_reload_conf()",
            "txid_current()",
            "random()",
            "version()",
            "pg_stat_file('x')",
            "xpath('a', 'b')",
            "database_to_xml(true, true, '')",
            "getenv('HOME')",
            "read_text('/etc/passwd')",
            "pg_switch_wal()",
            "\"pg_sleep\"(1)",
            "pg_catalog.pg_sleep(1)",
            "current_user",
            "session_user");
    private static final List<String> TRICKS = List.of(
            "%s /* ; */ ; DROP TABLE %s",
            "%s --\n; DELETE FROM %s",
            "/*/* nested */ %s */ %s",
            "%s /*!50000 UNION */ ; %s",
            "%s ;--\nSELECT 1 FROM %s",
            "DELETE /* %s */ FROM %s",
            "/* SELECT */ TRUNCATE %s, %s",
            "(%s; DROP TABLE %s)");
    private static final List<String> OTHERS = List.of(
            "EXPLAIN ANALYZE %s",
            "CREATE TABLE gone AS %s",
            "COPY (%s) TO '/tmp/x'",
            "DECLARE c CURSOR FOR %s",
            "PREPARE p AS %s",
            "CREATE VIEW v AS %s",
            "%s FOR UPDATE",
            "DO $$ BEGIN PERFORM 1; END $$",
            "CALL p()",
            "LISTEN x",
            "VACUUM",
            "SET x = 1",
            "BEGIN",
            "GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC",
            "ALTER TABLE x ADD COLUMN y int",
            "LOCK TABLE x",
            "REFRESH MATERIALIZED VIEW x",
            "ATTACH 'x.db'",
            "INSTALL httpfs",
            "PRAGMA version",
            "CHECKPOINT",
            "SHOW ALL",
            "DISCARD ALL",
            "RESET ALL");
    private static final List<String> SYSTEM = List.of(
            "pg_catalog.pg_authid",
            "pg_shadow",
            "pg_roles",
            "information_schema.tables",
            "pg_stat_activity",
            "pg_settings",
            "pg_class",
            "duckdb_secrets()",
            "pg_file_settings",
            "read_csv('/etc/passwd')",
            "glob('/*')",
            "'/etc/passwd'",
            "dblink('x', 'y') AS d(a int)",
            "pg_ls_dir('/') AS f");

    /// One mutant of a query, or null when it has no place for this kind.
    static @Nullable Mutant of(Kind kind, String gold, Names names, Random random) {
        var sql = gold.strip().replaceAll(";\\s*$", "");
        var table = names.tables().get(random.nextInt(names.tables().size()));
        return switch (kind) {
            case WRONG_TABLE -> misspelt(kind, sql, Set.copyOf(names.tables()), names, random);
            case WRONG_COLUMN -> misspelt(kind, sql, names.columns(), names, random);
            case NOT_GROUPED -> {
                var group = GROUP.matcher(sql);
                yield group.find() ? new Mutant(kind, group.replaceFirst(" "), null) : null;
            }
            case SECOND_STATEMENT -> new Mutant(kind, sql + any(SECOND, random).formatted(table), null);
            case HIDDEN_WRITE -> {
                var write = any(HIDDEN, random).formatted(table, table);
                var with = sql.regionMatches(true, 0, "WITH ", 0, 5);
                yield new Mutant(kind, with ? write.strip() + ", " + sql.substring(5) : write + sql, null);
            }
            case SIDE_EFFECT -> {
                var select = sql.toUpperCase(Locale.ROOT).indexOf("SELECT ");
                yield select < 0
                        ? null
                        : new Mutant(
                                kind,
                                sql.substring(0, select) + "SELECT (SELECT " + any(EFFECTS, random)
                                        + ") AS zzz, * FROM (" + sql.substring(select) + ") AS inside",
                                null);
            }
            case COMMENT_TRICK -> new Mutant(kind, any(TRICKS, random).formatted(sql, table), null);
            case OTHER_STATEMENT -> new Mutant(kind, any(OTHERS, random).formatted(sql), null);
            case SYSTEM_TABLE -> new Mutant(kind, "SELECT * FROM " + any(SYSTEM, random), null);
        };
    }

    /// What a database has.
    record Names(List<String> tables, Set<String> columns) {
        boolean known(String word) {
            return tables.stream().anyMatch(word::equalsIgnoreCase)
                    || columns.stream().anyMatch(word::equalsIgnoreCase);
        }
    }

    private static @Nullable Mutant misspelt(Kind kind, String sql, Set<String> of, Names names, Random random) {
        var lower = of.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        List<int[]> places = new ArrayList<>();
        var words = WORD.matcher(unquoted(sql));
        while (words.find())
            if (words.group().length() > 3 && lower.contains(words.group().toLowerCase(Locale.ROOT)))
                places.add(new int[] {words.start(), words.end()});
        if (places.isEmpty()) return null;
        var place = places.get(random.nextInt(places.size()));
        var right = sql.substring(place[0], place[1]);
        var wrong = wrong(right, random);
        if (names.known(wrong)
                || Pattern.compile("(?i)\\b" + wrong + "\\b").matcher(sql).find()) return null;
        return new Mutant(kind, sql.substring(0, place[0]) + wrong + sql.substring(place[1]), right);
    }

    /// The text with blanks in the place of literals, so that no word in them is taken.
    private static String unquoted(String sql) {
        return Pattern.compile("'[^']*'")
                .matcher(sql)
                .replaceAll(text -> " ".repeat(text.group().length()));
    }

    /// A slip of the hand: two letters changed places, one left out, one twice, one wrong, or an underscore
    /// forgotten.
    private static String wrong(String right, Random random) {
        var at = 1 + random.nextInt(right.length() - 2);
        return switch (random.nextInt(5)) {
            case 0 -> right.substring(0, at) + right.charAt(at + 1) + right.charAt(at) + right.substring(at + 2);
            case 1 -> right.substring(0, at) + right.substring(at + 1);
            case 2 -> right.substring(0, at) + right.charAt(at) + right.substring(at);
            case 3 -> right.substring(0, at) + (char) ('a' + random.nextInt(26)) + right.substring(at + 1);
            default -> right.contains("_") ? right.replace("_", "") : right + "s";
        };
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
