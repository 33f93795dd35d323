package io.datachat.apex.read.lex;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.read.lex.Token.Value.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes tokens as SQL for the parser and notes where each of them went.
final class Printer {
    private final StringBuilder sql = new StringBuilder();
    private final List<Lexed.Bind> binds = new ArrayList<>();
    private final List<Lexed.Stretch> stretches = new ArrayList<>();
    private final Set<Integer> cast;

    private Printer(Set<Integer> cast) {
        this.cast = cast;
    }

    /// @param cast the binds whose type must be written out because their surroundings do not tell it
    static Lexed print(Tokens tokens, Set<Integer> cast) {
        var printer = new Printer(cast);
        for (var index = 0; index < tokens.size(); index++) printer.token(tokens.get(index));
        return new Lexed(tokens.source(), printer.sql.toString(), printer.binds, printer.stretches);
    }

    private void token(Token token) {
        if (!sql.isEmpty()) sql.append(' ');
        var from = sql.length();
        switch (token) {
            case Token.Word(String text, int _, int _) -> sql.append(text);
            case Token.Number(String digits, int _, int _) -> sql.append(digits);
            case Token.Symbol(String sign, int _, int _) -> sql.append(sign.equals("!=") ? "<>" : sign);
            case Token.Quoted(String name, int _, int _) ->
                sql.append('"').append(name.replace("\"", "\"\"")).append('"');
            case Token.Text(String value, int _, int _) ->
                sql.append('\'').append(value.replace("'", "''")).append('\'');
            case Token.Hole(String name, int _, int _) ->
                throw new IllegalStateException("a placeholder was not bound: " + name);
            case Token.Value value -> value(value);
        }
        stretches.add(new Lexed.Stretch(from, sql.length(), token.from(), token.to()));
    }

    private void value(Token.Value value) {
        var from = sql.length();
        var written = value.spelling() == Spelling.CAST
                || (value.spelling() == Spelling.INFERRED && cast.contains(binds.size()));
        sql.append(written ? "CAST(? AS " + spelled(value.type()) + ")" : "?");
        var bare = value.spelling() == Spelling.BARE;
        binds.add(new Lexed.Bind(value.parameter(), value.item(), value.type(), written, bare, from, sql.length()));
    }

    private static String spelled(DataType type) {
        return switch (type) {
            case DataType.Simple simple ->
                switch (simple) {
                    case BOOLEAN, INTEGER, BIGINT, DOUBLE, DATE, UUID -> simple.name();
                    case TEXT -> "VARCHAR";
                    case TIME -> "TIME(6)";
                    case TIMESTAMP -> "TIMESTAMP(6)";
                    case INSTANT -> "TIMESTAMPTZ";
                    case JSON -> "JSON";
                    case BYTES -> "VARBINARY";
                };
            case DataType.Decimal(int precision, int scale) -> "DECIMAL(" + precision + ", " + scale + ")";
            case DataType.Array(DataType element) -> spelled(element) + " ARRAY";
            case DataType.Unknown(String nativeName) ->
                throw new IllegalArgumentException("no spelling for " + nativeName);
        };
    }
}
