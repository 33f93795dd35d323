package io.datachat.apex.read;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.read.lex.Lexed;
import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.read.text.ReadCode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Calcite's messages carry no code, so the stable texts of its message file are matched.
final class Explanation {
    private static final Pattern COLUMN =
            Pattern.compile("Column '([^']+)' not found in (?:any table|table '([^']+)')");
    private static final Pattern TABLE = Pattern.compile("(?:Object|Table) '([^']+)' not found(?: within '([^']+)')?");
    private static final Pattern AMBIGUOUS = Pattern.compile("Column '([^']+)' is ambiguous");
    private static final Pattern GROUPED = Pattern.compile("Expression '(.+)' is not being grouped", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile("No match found for function signature ([^(]+)\\((.*)\\)");
    private static final Pattern TYPE = Pattern.compile("Unknown (?:identifier|datatype name) '([^']+)'");
    private static final Pattern OPERANDS =
            Pattern.compile("Cannot apply '([^']+)' to arguments of type '(.*?)'\\.", Pattern.DOTALL);

    private final Lexed lexed;
    private final @Nullable DatabaseCatalog catalog;
    private final String written;

    private Explanation(Lexed lexed, @Nullable DatabaseCatalog catalog, String written) {
        this.lexed = lexed;
        this.catalog = catalog;
        this.written = written;
    }

    static Problem of(String message, Lexed lexed, @Nullable DatabaseCatalog catalog, Lexed.Stretch at) {
        var written = lexed.source().text().substring(at.authorFrom(), at.authorTo());
        var problem = new Explanation(lexed, catalog, written).explain(message);
        return problem.at(lexed.source().place(at.authorFrom(), at.authorTo()));
    }

    private Problem explain(String message) {
        var column = COLUMN.matcher(message);
        if (column.find()) return column(column.group(1), column.group(2));
        var table = TABLE.matcher(message);
        if (table.find()) return table(table.group(1));
        var ambiguous = AMBIGUOUS.matcher(message);
        if (ambiguous.find()) return ambiguous(ambiguous.group(1));
        if (GROUPED.matcher(message).find())
            return Problem.of(ReadCode.NOT_GROUPED, "'" + written + "' is neither grouped nor aggregated")
                    .hint("add it to GROUP BY, or write max(" + written + ")");
        var function = FUNCTION.matcher(message);
        if (function.find()) return function(function.group(1), function.group(2));
        var type = TYPE.matcher(message);
        if (type.find()) return Problem.of(ReadCode.UNKNOWN_TYPE, "unknown type '" + type.group(1) + "'");
        var operands = OPERANDS.matcher(message);
        if (operands.find())
            return Problem.of(
                            ReadCode.WRONG_ARGUMENTS,
                            "'" + operands.group(1) + "' does not work on "
                                    + operands.group(2).replaceAll("\\s+", " "))
                    .hint("write a CAST if a conversion is meant");
        if (message.startsWith("Invalid number of arguments")) return Problem.of(ReadCode.WRONG_ARGUMENTS, message);
        if (message.startsWith("Cannot compare")) return Problem.of(ReadCode.WRONG_ARGUMENTS, message);
        return Problem.of(ReadCode.INVALID, message.replaceAll("\\s+", " "));
    }

    private Problem column(String name, @Nullable String table) {
        var problem = Problem.of(ReadCode.UNKNOWN_COLUMN, "unknown column '" + written + "'");
        if (catalog == null) return problem;
        var tables = TablesInScope.of(lexed, catalog);
        var nearest = tables.nearest(name, table);
        if (!nearest.isEmpty()) return problem.choices(nearest);
        var elsewhere = catalog.tables().stream()
                .filter(candidate -> candidate.column(name).isPresent())
                .map(candidate -> candidate.name().toString())
                .limit(3)
                .toList();
        return elsewhere.isEmpty()
                ? problem
                : problem.hint("join " + String.join(" or ", elsewhere) + ", which has it");
    }

    private Problem table(String name) {
        var problem = Problem.of(ReadCode.UNKNOWN_TABLE, "unknown table '" + written + "'");
        if (catalog == null) return problem;
        var schema = catalog.defaultSchema();
        List<String> names = catalog.tables().stream()
                .map(table -> table.name().schema().equalsIgnoreCase(schema)
                        ? table.name().table()
                        : table.name().toString())
                .toList();
        return problem.choices(Nearest.of(written.isEmpty() ? name : written, names, 3));
    }

    private Problem ambiguous(String name) {
        var problem = Problem.of(ReadCode.AMBIGUOUS_COLUMN, "column '" + name + "' is in several tables");
        return catalog == null
                ? problem
                : problem.choices(TablesInScope.of(lexed, catalog).owners(name));
    }

    private static Problem function(String name, String arguments) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        if (Operators.names().contains(lower))
            return Problem.of(ReadCode.WRONG_ARGUMENTS, "'" + lower + "' does not work on (" + arguments + ")");
        return Problem.of(ReadCode.UNKNOWN_FUNCTION, "unknown function '" + lower + "'")
                .choices(Nearest.of(lower, Operators.names(), 3));
    }
}
