package io.datachat.apex.read.lex;

import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text into tokens as PostgreSQL's lexer does, plus `{placeholders}` and `:parameters`. Comments and blanks are
/// dropped.
public final class Scanner {
    private static final Pattern SIGNS =
            Pattern.compile("::|->>|->|@>|<@|&&|\\|\\||<=|>=|<>|!=|!~\\*|!~|~\\*|=>|[-+*/%^<>=~!@#&|(),.;\\[\\]]");
    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern DOLLAR = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern HOLE = Pattern.compile("\\{\\s*([\\p{L}_][\\p{L}\\p{N}_]*)\\s*}");
    private static final Pattern PARAMETER = Pattern.compile(":([\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private final SqlText source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Scanner(SqlText source) {
        this.source = source;
        this.text = source.text();
    }

    public static List<Token> scan(SqlText source) {
        var scanner = new Scanner(source);
        while (scanner.skipped()) scanner.token();
        return scanner.tokens;
    }

    private void token() {
        var from = at;
        switch (text.charAt(at)) {
            case '\'' -> tokens.add(quoted(false));
            case '"' -> tokens.add(new Token.Quoted(enclosed('"', at), from, at));
            case '$' -> dollar();
            case '{' -> {
                if (!matches(HOLE)) throw unexpected("'{' does not begin a placeholder such as {start_date}");
            }
            default -> {
                if (escapes()) tokens.add(quoted(true));
                else if (!matches(WORD) && !matches(NUMBER) && !matches(PARAMETER) && !matches(SIGNS))
                    throw unexpected("unexpected '" + Character.toString(text.codePointAt(at)) + "'");
            }
        }
    }

    private boolean escapes() {
        return (text.charAt(at) == 'e' || text.charAt(at) == 'E') && text.startsWith("'", at + 1);
    }

    private boolean matches(Pattern pattern) {
        var found = pattern.matcher(text).region(at, text.length());
        if (!found.lookingAt()) return false;
        tokens.add(token(pattern, found));
        at = found.end();
        return true;
    }

    private static Token token(Pattern pattern, Matcher found) {
        if (pattern == WORD) return new Token.Word(found.group(), found.start(), found.end());
        if (pattern == NUMBER) return new Token.Number(found.group(), found.start(), found.end());
        if (pattern == SIGNS) return new Token.Symbol(found.group(), found.start(), found.end());
        return new Token.Hole(found.group(1), found.start(), found.end());
    }

    /// Moves to the next token; false at the end.
    private boolean skipped() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) at++;
            else if (text.startsWith("--", at))
                at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            else if (text.startsWith("/*", at)) comment();
            else return true;
        }
        return false;
    }

    /// Comments nest, as in PostgreSQL; hints hide in comments elsewhere, here they are never passed on.
    private void comment() {
        var from = at;
        var depth = 0;
        do {
            if (at >= text.length()) throw unterminated("comment", from);
            if (text.startsWith("/*", at)) depth++;
            else if (text.startsWith("*/", at)) depth--;
            at += text.startsWith("/*", at) || text.startsWith("*/", at) ? 2 : 1;
        } while (depth > 0);
    }

    private Token quoted(boolean escapes) {
        var from = at;
        if (!escapes) return new Token.Text(enclosed('\'', from), from, at);
        at++;
        var value = new StringBuilder();
        for (at++; ; at++) {
            if (at >= text.length()) throw unterminated("string", from);
            var c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) value.append(escaped(text.charAt(++at)));
            else if (c == '\'' && text.startsWith("'", at + 1)) value.append(text.charAt(at++));
            else if (c == '\'') break;
            else value.append(c);
        }
        return new Token.Text(value.toString(), from, ++at);
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\', '\'', '"' -> c;
            default ->
                throw source.refuse(
                        ReadCode.UNSUPPORTED,
                        "the escape \\" + c + " is not supported",
                        "write the character itself",
                        at - 1,
                        at + 1);
        };
    }

    private String enclosed(char quote, int from) {
        var value = new StringBuilder();
        for (at++; ; at++) {
            if (at >= text.length()) throw unterminated(quote == '"' ? "quoted name" : "string", from);
            var c = text.charAt(at);
            if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) at++;
            else if (c == quote) break;
            value.append(c);
        }
        at++;
        return value.toString();
    }

    private void dollar() {
        var tag = DOLLAR.matcher(text).region(at, text.length());
        if (!tag.lookingAt()) throw unexpected("'$' is not a parameter here; write {name}");
        var end = text.indexOf(tag.group(), tag.end());
        if (end < 0) throw unterminated("dollar quote", at);
        tokens.add(new Token.Text(
                text.substring(tag.end(), end), at, end + tag.group().length()));
        at = end + tag.group().length();
    }

    private RuntimeException unterminated(String what, int from) {
        return source.refuse(ReadCode.UNTERMINATED, "this " + what + " is never closed", from, from + 1);
    }

    private RuntimeException unexpected(String message) {
        return source.refuse(ReadCode.SYNTAX, message, at, at + 1);
    }
}
