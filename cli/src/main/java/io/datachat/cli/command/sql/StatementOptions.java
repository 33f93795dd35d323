package io.datachat.cli.command.sql;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.SqlQuery.Value;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A statement in SQL: on the command line, in a file or from standard input.
final class StatementOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "SQL",
            description = "The query, in quotes; '-' reads it from standard input.")
    private @Nullable String text;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the query from this file.")
    private @Nullable Path file;

    @Option(
            names = "--param",
            paramLabel = "NAME[:TYPE]=VALUE",
            description = {
                "The value of :NAME in the query. TYPE is string, int, decimal, boolean, date or timestamp; without it"
                        + " whole numbers, decimals, true and false are taken as such, all else as a text.",
                "Given several times for one name: a list."
            })
    private List<String> parameters = List.of();

    @Option(names = "--database", paramLabel = "NAME", description = "The database to ask. Default: the project's.")
    private @Nullable String database;

    SqlQuery query() {
        return new SqlQuery(sql(), values(), database, null, null);
    }

    private String sql() {
        if (text != null && file != null)
            throw CommonOptions.option("--file", file.toString(), "give either the query or a file");
        try {
            var read = file != null
                    ? Files.readString(file)
                    : "-".equals(text) ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : text;
            if (read != null && !read.isBlank()) return read;
        } catch (IOException unreadable) {
            throw CommonOptions.option(
                    "--file", String.valueOf(file), "there is no such file, or it is not a text in UTF-8");
        }
        throw new Rejection(Problem.of(CommandCode.NO_WORDS, "there is no query")
                .hint("write it in quotes: datachat sql run \"SELECT count(*) FROM orders\""));
    }

    private Map<String, Value> values() {
        Map<String, Value> values = new LinkedHashMap<>();
        for (var parameter : parameters) {
            var sign = parameter.indexOf('=');
            if (sign < 1)
                throw CommonOptions.option(
                        "--param", parameter, "write a name and a value, such as from:date=2025-01-31");
            var said = parameter.substring(0, sign);
            var colon = said.indexOf(':');
            var name = colon < 0 ? said : said.substring(0, colon);
            var raw = parameter.substring(sign + 1);
            var type = colon < 0 ? type(raw) : type(parameter, said.substring(colon + 1));
            values.merge(name, new Value(raw, type), StatementOptions::both);
        }
        return values;
    }

    private static Value both(Value before, Value more) {
        var list = before.raw() instanceof List<?> several
                ? new ArrayList<Object>(several)
                : new ArrayList<Object>(List.of(before.raw()));
        list.add(more.raw());
        return new Value(List.copyOf(list), before.type() == more.type() ? before.type() : SqlQuery.Type.STRING);
    }

    private static SqlQuery.Type type(String parameter, String word) {
        for (var type : SqlQuery.Type.values()) if (type.name().equalsIgnoreCase(word)) return type;
        var words = Arrays.stream(SqlQuery.Type.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .toList();
        throw CommonOptions.option("--param", parameter, "a type is one of " + String.join(", ", words));
    }

    private static SqlQuery.Type type(String raw) {
        if (raw.matches("-?\\d{1,18}")) return SqlQuery.Type.INT;
        if (raw.matches("-?\\d{1,28}\\.\\d{1,10}")) return SqlQuery.Type.DECIMAL;
        return raw.equals("true") || raw.equals("false") ? SqlQuery.Type.BOOLEAN : SqlQuery.Type.STRING;
    }
}
