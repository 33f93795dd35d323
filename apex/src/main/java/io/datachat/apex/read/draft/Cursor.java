package io.datachat.apex.read.draft;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.draft.Wanted.Part;
import io.datachat.apex.read.draft.Wanted.Ref;
import io.datachat.apex.read.lex.Scanner;
import io.datachat.apex.read.lex.Token;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A place among the tokens of one statement.
final class Cursor {
    private final SqlText source;
    private final List<Token> tokens;
    private int at;

    Cursor(SqlText source) {
        this.source = source;
        this.tokens = new ArrayList<>(Scanner.scan(source));
        if (!tokens.isEmpty() && tokens.getLast().symbol(";")) tokens.removeLast();
        if (tokens.isEmpty()) throw source.refuse(ReadCode.SYNTAX, "there is no statement", 0, 1);
        for (var token : tokens)
            if (token.symbol(";"))
                throw source.refuse(ReadCode.TWO_STATEMENTS, "a draft is for one statement", token.from(), token.to());
    }

    boolean end() {
        return at >= tokens.size();
    }

    /// Whether these words come next.
    boolean next(String... words) {
        for (var i = 0; i < words.length; i++) if (!is(at + i, words[i])) return false;
        return true;
    }

    private boolean is(int index, String word) {
        if (index >= tokens.size()) return false;
        return tokens.get(index).word(word) || tokens.get(index).symbol(word);
    }

    boolean take(String... words) {
        if (!next(words)) return false;
        at += words.length;
        return true;
    }

    void require(String... words) {
        if (!take(words)) throw refuse(String.join(" ", words) + " is expected here");
    }

    void requireEnd() {
        if (!end()) throw refuse("this is not taken in a draft");
    }

    /// @param kinds of words that do not name anything here
    boolean any(Set<String> kinds) {
        return kinds.stream().anyMatch(this::next);
    }

    Part part(String what) {
        if (!end()) {
            var token = tokens.get(at);
            if (token instanceof Token.Word(String text, int from, int to)) {
                at++;
                return new Part(text, false, from, to);
            }
            if (token instanceof Token.Quoted(String name, int from, int to) && !name.isEmpty()) {
                at++;
                return new Part(name, true, from, to);
            }
        }
        throw refuse("the name of " + what + " is expected here");
    }

    Ref ref(String what) {
        var first = part(what);
        if (!take(".")) return new Ref(null, first);
        var second = part(what);
        if (next(".")) throw refuse("a name has at most a schema and a dot before it");
        return new Ref(first, second);
    }

    List<Part> parts(String what) {
        List<Part> parts = new ArrayList<>();
        require("(");
        do parts.add(part(what));
        while (take(","));
        require(")");
        return parts;
    }

    /// A text literal, as it was written.
    String literal() {
        if (!end() && tokens.get(at) instanceof Token.Text) {
            var from = mark();
            at++;
            return since(from);
        }
        throw refuse("a text in single quotes is expected here");
    }

    void number() {
        if (end() || !(tokens.get(at) instanceof Token.Number)) throw refuse("a number is expected here");
        at++;
    }

    /// Passes one token, or brackets with all that is in them.
    void pass() {
        inside(false);
    }

    /// As [#pass], where parameters may stand.
    void inside() {
        inside(true);
    }

    private void inside(boolean parameters) {
        if (end()) throw refuse("something is missing here");
        if (!parameters && tokens.get(at) instanceof Token.Hole hole)
            throw source.refuse(
                    ReadCode.UNSUPPORTED, "only INSERT, UPDATE and DELETE take parameters", hole.from(), hole.to());
        if (next(")") || next("]")) throw refuse("no bracket is open here");
        var closing = next("(") ? ")" : next("[") ? "]" : "";
        at++;
        if (closing.isEmpty()) return;
        while (!next(closing)) {
            if (end()) throw refuse("a bracket is not closed");
            inside(parameters);
        }
        at++;
    }

    /// Passes one token, whatever it is: of what is read once more by the gate.
    void skip() {
        at++;
    }

    void passAll() {
        while (!end()) pass();
    }

    void brackets() {
        if (!next("(")) throw refuse("'(' is expected here");
        pass();
    }

    int mark() {
        return at;
    }

    int offset() {
        return end() ? source.text().length() : tokens.get(at).from();
    }

    /// The text from a mark to here.
    String since(int mark) {
        return mark >= at
                ? ""
                : source.text()
                        .substring(tokens.get(mark).from(), tokens.get(at - 1).to());
    }

    /// Whether what was passed since a mark names something as PostgreSQL calls it.
    boolean names(int mark, String name) {
        return tokens.subList(mark, at).stream().anyMatch(token -> switch (token) {
            case Token.Word(String text, int _, int _) ->
                text.toLowerCase(Locale.ROOT).equals(name);
            case Token.Quoted(String text, int _, int _) -> text.equals(name);
            default -> false;
        });
    }

    Rejection refuse(String message) {
        var from = end() ? tokens.getLast().from() : tokens.get(at).from();
        var to = end() ? tokens.getLast().to() : tokens.get(at).to();
        return new Rejection(Problem.of(ReadCode.UNSUPPORTED, message)
                .at(source.place(from, to))
                .hint("docs/drafts.md lists what can be drafted"));
    }
}
