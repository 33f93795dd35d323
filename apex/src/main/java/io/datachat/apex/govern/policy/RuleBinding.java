package io.datachat.apex.govern.policy;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.govern.policy.Access.Clause;
import io.datachat.apex.govern.policy.Access.Masked;
import io.datachat.apex.govern.policy.Access.TableRule;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Expression;
import io.datachat.apex.read.Expressions;
import io.datachat.apex.read.Scope;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Binds the rule of one role for one table: names to columns, texts to expressions.
final class RuleBinding {
    static final String VIEWER = "viewer";
    static final String SALT = "access";

    private static final Pattern ATTRIBUTE = Pattern.compile("\\{viewer\\.([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");

    private final Table table;
    private final String salt;
    private final List<Problem> problems;

    RuleBinding(Table table, String salt, List<Problem> problems) {
        this.table = table;
        this.salt = salt;
        this.problems = problems;
    }

    Grant bind(TableRule rule) {
        Set<String> hidden = new HashSet<>();
        for (var column : rule.hidden()) column(column).ifPresent(found -> hidden.add(lower(found)));
        Map<String, Grant.Mask> masks = new HashMap<>();
        for (var masked : rule.masks())
            column(masked.column()).ifPresent(found -> {
                var mask = mask(masked, found);
                if (mask != null) masks.put(lower(found), mask);
            });
        return new Grant(rows(rule.rows()), hidden, masks, rule.smallestGroup());
    }

    private Optional<Table.Column> column(Clause name) {
        var found = table.column(name.text());
        if (found.isEmpty())
            problems.add(Problem.of(
                            PolicyCode.UNKNOWN_COLUMN, "table " + table.name() + " has no column '" + name.text() + "'")
                    .at(name.place())
                    .choices(Nearest.of(
                            name.text(),
                            table.columns().stream().map(Table.Column::name).toList(),
                            3)));
        return found;
    }

    private @Nullable Expression rows(@Nullable Clause condition) {
        if (condition == null) return null;
        var read = read(condition, PolicyCode.BAD_CONDITION);
        if (read == null || read.rex().getType().getSqlTypeName() == SqlTypeName.BOOLEAN) return read;
        problems.add(Problem.of(
                        PolicyCode.BAD_CONDITION,
                        "'" + condition.text() + "' is not a condition but of type "
                                + read.type().word())
                .at(condition.place())
                .hint("compare it with something, such as region = {viewer.region}"));
        return null;
    }

    private Grant.@Nullable Mask mask(Masked masked, Table.Column column) {
        var standard = Masks.named(masked.mask().text());
        if (standard.isPresent()) {
            if (column.type() != Simple.TEXT) return misfit(masked, column, "a text");
            if (standard.get().hashing() && salt.isEmpty())
                problems.add(Problem.of(
                                PolicyCode.NO_SALT,
                                "the mask '" + masked.mask().text() + "' needs a salt, and access has none")
                        .at(masked.mask().place())
                        .hint("write 'salt: ${env:NAME}' under access:, with a random text of 16 characters or more in"
                                + " the variable"));
        }
        var text = standard.map(
                        mask -> mask.sql().formatted("\"" + column.name().replace("\"", "\"\"") + "\""))
                .orElse(masked.mask().text());
        var read = read(new Clause(text, masked.mask().place()), PolicyCode.BAD_MASK);
        if (read == null) return null;
        if (!fits(read.type(), column.type()))
            return misfit(masked, column, read.type().word());
        return new Grant.Mask(read, standard.map(Masks.Standard::hashing).orElse(false));
    }

    private Grant.@Nullable Mask misfit(Masked masked, Table.Column column, String type) {
        problems.add(Problem.of(
                        PolicyCode.BAD_MASK,
                        "the mask of " + table.name() + "." + column.name() + " is " + type + ", the column "
                                + column.type().word())
                .at(masked.mask().place())
                .hint("write an expression of type " + column.type().word() + ", or NULL"));
        return null;
    }

    /// NULL fits everything; what is of the same kind is converted.
    private static boolean fits(DataType mask, DataType column) {
        return mask.equals(column)
                || (mask instanceof DataType.Unknown(String name) && name.equals("NULL"))
                || (mask.numeric() && column.numeric())
                || (mask.temporal() && column.temporal());
    }

    private @Nullable Expression read(Clause clause, PolicyCode wrong) {
        var quoted = QUOTED.matcher(clause.text());
        while (quoted.find())
            if (ATTRIBUTE.matcher(quoted.group()).find()) {
                problems.add(Problem.of(wrong, "{viewer. …} stands within quotes in " + clause.text())
                        .at(clause.place())
                        .hint("write it without quotes: it is a text already"));
                return null;
            }
        var text = ATTRIBUTE.matcher(clause.text()).replaceAll(" " + VIEWER + ".$1 ");
        var place = clause.place() == null ? Place.at("access", 1, 1) : clause.place();
        try {
            return Expressions.read(new SqlText(place.source(), text, place.line(), place.column()), new RowScope());
        } catch (Rejection unreadable) {
            for (var problem : unreadable.problems())
                problems.add(Problem.of(
                                wrong,
                                "access to " + table.name() + ": " + problem.message() + " in '" + clause.text() + "'")
                        .at(problem.place())
                        .choices(problem.choices())
                        .hint(problem.hint() == null ? help(wrong) : problem.hint()));
            return null;
        }
    }

    private static String help(PolicyCode wrong) {
        return wrong == PolicyCode.BAD_MASK
                ? "a mask is one of " + String.join(", ", Masks.names()) + ", or an SQL expression over the row"
                : "a condition is SQL over the columns of the table and {viewer.NAME}";
    }

    private static String lower(Table.Column column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    /// The columns of the table, what is known of the viewer, and the salt.
    private final class RowScope implements Scope {
        private static final Field KNOWN = new Field(Simple.TEXT, false);

        @Override
        public Optional<Field> find(List<String> segments) {
            if (segments.size() == 1)
                return table.column(segments.getFirst()).map(column -> new Field(column.type(), column.nullable()));
            var of = segments.getFirst();
            return segments.size() == 2 && (of.equals(VIEWER) || of.equals(SALT))
                    ? Optional.of(KNOWN)
                    : Optional.empty();
        }

        @Override
        public Collection<String> names() {
            List<String> names = new ArrayList<>(Masks.names());
            table.columns().forEach(column -> names.add(column.name()));
            return names;
        }
    }
}
