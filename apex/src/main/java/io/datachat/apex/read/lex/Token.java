package io.datachat.apex.read.lex;

import io.datachat.apex.catalog.DataType;

/// A piece of SQL and the stretch of the author's text it stands for; `to` is exclusive.
public sealed interface Token {
    int from();

    int to();

    /// A keyword or an unquoted name, in the author's spelling.
    record Word(String text, int from, int to) implements Token {}

    record Quoted(String name, int from, int to) implements Token {}

    /// A string literal, decoded: quotes and escapes are gone.
    record Text(String value, int from, int to) implements Token {}

    record Number(String digits, int from, int to) implements Token {}

    record Symbol(String sign, int from, int to) implements Token {}

    /// `{name}` or `:name`, not yet bound to a parameter.
    record Hole(String name, int from, int to) implements Token {}

    /// A value that is bound when the query runs.
    ///
    /// @param item which element of a list, or -1
    record Value(String parameter, int item, DataType type, Spelling spelling, int from, int to) implements Token {
        enum Spelling {
            /// `?` with the type that its surroundings suggest; spelled as a cast when they suggest none.
            INFERRED,
            /// `CAST(? AS type)`, because the author wrote a type before it.
            CAST,
            /// `?` always: the grammar of LIMIT takes nothing else.
            BARE
        }
    }

    default boolean word(String keyword) {
        return this instanceof Word word && word.text.equalsIgnoreCase(keyword);
    }

    default boolean symbol(String sign) {
        return this instanceof Symbol symbol && symbol.sign.equals(sign);
    }
}
