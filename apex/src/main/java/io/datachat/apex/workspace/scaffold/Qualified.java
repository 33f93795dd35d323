package io.datachat.apex.workspace.scaffold;

import io.datachat.apex.catalog.Table;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A condition over the columns of one table, so written that it can stand beside other tables. The result is read and
/// checked like every query.
final class Qualified {
    private static final Pattern WORD =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(?<![\\w.])[A-Za-z_]\\w*(?!\\s*\\()");

    private Qualified() {}

    static String of(String sql, Table.Name table, List<Table.Column> columns) {
        return WORD.matcher(sql).replaceAll(word -> {
            var text = word.group();
            var bare = text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
            var known = columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(bare));
            return Matcher.quoteReplacement(known ? table.table() + "." + text : text);
        });
    }
}
