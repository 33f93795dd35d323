package io.datachat.apex.read.lex;

import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// A row of tokens under rewriting. Its brackets are balanced, which every rewriting keeps.
final class Tokens {
    static final int MOST = 20_000;
    static final int DEEPEST = 100;
    /// Chained conditions are planned by recursion.
    static final int MOST_CONDITIONS = 1000;
    private final SqlText source;
    private final List<Token> list;
    private int depth;

    private Tokens(SqlText source, List<Token> list) {
        this.source = source;
        this.list = list;
    }

    /// Takes the tokens of one statement; refuses a second one, brackets that do not match, and what is too large
    /// to plan.
    static Tokens ofStatement(SqlText source, List<Token> scanned) {
        var list = new ArrayList<>(scanned);
        while (!list.isEmpty() && list.getLast().symbol(";")) list.removeLast();
        if (list.isEmpty()) throw source.refuse(ReadCode.SYNTAX, "there is no SQL here", 0, 1);
        for (var token : list)
            if (token.symbol(";"))
                throw source.refuse(ReadCode.TWO_STATEMENTS, "only one statement is allowed", token.from(), token.to());
        if (list.size() > MOST)
            throw source.refuse(ReadCode.TOO_LARGE, "the text has more than " + MOST + " words and signs", 0, 1);
        var conditions = list.stream()
                .filter(token -> token.word("AND") || token.word("OR"))
                .count();
        if (conditions > MOST_CONDITIONS)
            throw source.refuse(ReadCode.TOO_LARGE, "more than " + MOST_CONDITIONS + " conditions are chained", 0, 1);
        var tokens = new Tokens(source, list);
        tokens.balance();
        return tokens;
    }

    private void balance() {
        Deque<Token> open = new ArrayDeque<>();
        for (var token : list) {
            if (token.symbol("(") || token.symbol("[") || token.word("CASE")) open.push(token);
            depth = Math.max(depth, open.size());
            if (open.size() > DEEPEST)
                throw source.refuse(
                        ReadCode.TOO_LARGE, "nested deeper than " + DEEPEST + " levels", token.from(), token.to());
            var opener = token.symbol(")") ? "(" : token.symbol("]") ? "[" : token.word("END") ? "CASE" : null;
            if (opener == null) continue;
            var matches = !open.isEmpty()
                    && (open.peek().symbol(opener) || open.peek().word(opener));
            if (matches) open.pop();
            else if (!token.word("END"))
                throw source.refuse(ReadCode.SYNTAX, "this bracket closes nothing", token.from(), token.to());
        }
        if (!open.isEmpty())
            throw source.refuse(
                    ReadCode.UNTERMINATED,
                    open.peek().word("CASE") ? "this CASE has no END" : "this bracket is never closed",
                    open.peek().from(),
                    open.peek().to());
    }

    SqlText source() {
        return source;
    }

    /// How deeply brackets are nested.
    int depth() {
        return depth;
    }

    int size() {
        return list.size();
    }

    Token get(int index) {
        return list.get(index);
    }

    boolean word(int index, String keyword) {
        return index >= 0 && index < list.size() && list.get(index).word(keyword);
    }

    boolean symbol(int index, String sign) {
        return index >= 0 && index < list.size() && list.get(index).symbol(sign);
    }

    void set(int index, Token token) {
        list.set(index, token);
    }

    void insert(int index, Token... tokens) {
        list.addAll(index, Arrays.asList(tokens));
    }

    /// @param to exclusive
    void replace(int from, int to, List<Token> by) {
        var stretch = list.subList(from, to);
        stretch.clear();
        stretch.addAll(by);
    }

    /// The index of the bracket that closes the one at `open`.
    int close(int open) {
        var depth = 0;
        for (var index = open; index < list.size(); index++) {
            if (symbol(index, "(") || symbol(index, "[")) depth++;
            if ((symbol(index, ")") || symbol(index, "]")) && --depth == 0) return index;
        }
        throw refuse(ReadCode.SYNTAX, "this bracket is never closed", open);
    }

    /// The index of the bracket that the one at `close` closes.
    int open(int close) {
        var depth = 0;
        for (var index = close; index >= 0; index--) {
            if (symbol(index, ")") || symbol(index, "]")) depth++;
            if ((symbol(index, "(") || symbol(index, "[")) && --depth == 0) return index;
        }
        throw refuse(ReadCode.SYNTAX, "this bracket closes nothing", close);
    }

    RuntimeException refuse(ReadCode code, String message, int index) {
        var token = list.get(Math.clamp(index, 0, list.size() - 1));
        return source.refuse(code, message, token.from(), token.to());
    }
}
