package io.datachat.apex.draft;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.change.CompiledWrite;
import io.datachat.apex.govern.policy.Policy;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.read.draft.Wanted.Part;
import io.datachat.apex.read.draft.Wanted.Ref;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.render.Executable;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.standing.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// What a draft stands on: the database as it is, and what its author may see of it.
///
/// @param full   everything that the database holds
/// @param policy of the author
public record Ground(Warehouse warehouse, DatabaseCatalog full, Policy policy, Gated gated) {
    /// The gates of queries and writes. They compile; only counting asks the database.
    ///
    /// @param writes INSERT or UPDATE, as the gate of writes lets it pass
    public record Gated(
            Function<SqlQuery, Read> queries,
            Function<WriteQuery, CompiledWrite> writes,
            ToLongFunction<SqlQuery> counts) {
        Read query(SqlQuery query) {
            return queries.apply(query);
        }

        CompiledWrite write(WriteQuery query) {
            return writes.apply(query);
        }

        long count(SqlQuery query) {
            return counts.applyAsLong(query);
        }
    }

    /// @param columns of its rows
    /// @param tables  that it reads
    public record Read(Executable sql, List<String> columns, List<Table.Name> tables) {
        public Read {
            columns = List.copyOf(columns);
            tables = List.copyOf(tables);
        }
    }

    Backend backend() {
        return full.backend();
    }

    String path() {
        return warehouse.path();
    }

    boolean taken(String name) {
        return warehouse.taken(name);
    }

    Table.Name named(Ref ref) {
        var schema = ref.schema() == null ? full.defaultSchema() : ref.schema().in(backend());
        return new Table.Name(schema, ref.name().in(backend()));
    }

    /// The table or view as the catalog has it, when its author sees it whole.
    Table seen(Ref ref, SqlText text) {
        var wanted = named(ref);
        var found = full.tables().stream()
                .filter(table -> same(table.name(), wanted))
                .filter(table -> policy.none() || !forbidden(table.name()))
                .findFirst();
        if (found.isEmpty())
            throw new Rejection(Problem.of(DraftCode.UNKNOWN, "there is no table or view '" + ref.said() + "'")
                    .at(text.place(ref.from(), ref.name().to()))
                    .choices(Nearest.of(
                            ref.said(),
                            full.tables().stream()
                                    .filter(table -> policy.none() || whole(table.name()))
                                    .map(table -> full.shortest(table.name()))
                                    .toList(),
                            3)));
        requireWhole(found.get().name());
        return found.get();
    }

    private boolean same(Table.Name one, Table.Name other) {
        return backend() == Backend.DUCKDB ? one.toString().equalsIgnoreCase(other.toString()) : one.equals(other);
    }

    boolean whole(Table.Name table) {
        return policy.none() || policy.sight(full.database(), table) == null;
    }

    private boolean forbidden(Table.Name table) {
        var sight = policy.sight(full.database(), table);
        return sight != null && sight.forbidden();
    }

    void requireWhole(Table.Name table) {
        if (!whole(table))
            throw new Rejection(Problem.of(DraftCode.NOT_YOURS, "you do not see all of " + table)
                    .hint("ask an administrator"));
    }

    Standing standing(Table.Name name) {
        return warehouse
                .standing(name)
                .orElseThrow(() -> new Rejection(Problem.of(DraftCode.UNKNOWN, name + " is not there any more")
                        .hint("datachat database refresh")));
    }

    Optional<Standing> free(Table.Name name) {
        return warehouse.standing(name);
    }

    void requireFree(Ref ref, SqlText text) {
        var name = named(ref);
        if (!policy.none()
                && full.tables().stream().anyMatch(table -> same(table.name(), name) && !whole(table.name()))) return;
        if (free(name).isPresent())
            throw new Rejection(Problem.of(DraftCode.TAKEN, name + " is there already")
                    .at(text.place(ref.from(), ref.name().to()))
                    .hint("choose another name"));
    }

    void requireType(String type, SqlText text) {
        if (type.toLowerCase(java.util.Locale.ROOT).matches("(small|big)?serial") && backend() == Backend.POSTGRESQL)
            return;
        if (warehouse.knows(type)) return;
        var at = Math.max(0, text.text().indexOf(type));
        throw new Rejection(Problem.of(DraftCode.UNKNOWN, "the database knows no type '" + type + "'")
                .at(text.place(at, at + type.length())));
    }

    Standing.Column column(Standing table, Part column, SqlText text) {
        return table.columns().stream()
                .filter(each -> column.names(each.name(), backend()))
                .findFirst()
                .orElseThrow(() -> new Rejection(
                        Problem.of(DraftCode.UNKNOWN, table.name() + " has no column '" + column.text() + "'")
                                .at(text.place(column.from(), column.to()))
                                .choices(Nearest.of(
                                        column.text(),
                                        table.columns().stream()
                                                .map(Standing.Column::name)
                                                .toList(),
                                        3))));
    }

    /// For those under a policy nothing is said of what they do not see, and nothing is changed under it.
    void requireNothingHidden(Standing standing) {
        if (policy.none()) return;
        var views = standing.dependents().stream().allMatch(each -> each.view() != null && whole(each.view()));
        var tables = standing.referrers().stream().allMatch(each -> whole(each.table()));
        if (views && tables) return;
        throw new Rejection(
                Problem.of(DraftCode.NOT_YOURS, "something that you do not see depends on " + standing.name())
                        .hint("ask an administrator"));
    }

    static Rejection refuse(DraftCode code, String message, String hint) {
        return new Rejection(Problem.of(code, message).hint(hint));
    }
}
