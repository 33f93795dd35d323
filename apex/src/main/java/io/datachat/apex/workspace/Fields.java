package io.datachat.apex.workspace;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Relations.Widening;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Expression;
import io.datachat.apex.read.Expressions;
import io.datachat.apex.read.Scope;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/// The derived fields of a workspace become columns of its tables; what else is SQL over their columns is tried out.
final class Fields {
    private final Domain.Placed placed;
    private final Relations relations;
    private final Map<Table.Name, Table> tables;
    private final List<Problem> problems;

    /// @param tables   of the workspace, as they are
    /// @param problems where what is wrong is told
    Fields(Domain.Placed placed, Relations relations, Map<Table.Name, Table> tables, List<Problem> problems) {
        this.placed = placed;
        this.relations = relations;
        this.tables = tables;
        this.problems = problems;
    }

    /// The tables of the workspace with their derived fields.
    Relations seen() {
        Map<Table.Name, List<Field>> fields = new LinkedHashMap<>();
        var derived = placed.domain().derived();
        for (var index = 0; index < derived.size(); index++) {
            var at = "derived[" + index + "]";
            var field = derived.get(index);
            table(field.table(), at + ".table")
                    .flatMap(table -> field(field, table, at))
                    .ifPresent(made -> fields.computeIfAbsent(made.table.name(), _ -> new ArrayList<>())
                            .add(made));
        }
        var allowed = placed.domain().tables();
        for (var index = 0; index < allowed.size(); index++) tried(allowed.get(index), "tables[" + index + "]");
        Map<Table.Name, Widening> wider = new LinkedHashMap<>();
        fields.forEach((name, of) -> wider.put(name, widening(of)));
        var seen = tables.keySet().stream()
                .map(name -> relations.catalog().table(name.toString()).orElseThrow())
                .map(table -> table.having(columns(table, fields.getOrDefault(table.name(), List.of()))))
                .toList();
        return relations.seeing(seen, wider);
    }

    private record Field(Table table, String name, Expression value, Domain.Derived written) {}

    private Optional<Table> table(String wanted, String at) {
        var found = relations.catalog().table(wanted).map(Table::name).map(tables::get);
        if (found.isEmpty())
            problems.add(problem(
                            WorkspaceCode.UNKNOWN_TABLE,
                            "table '" + wanted + "' is not among the tables of the workspace",
                            at)
                    .hint("add it below tables:"));
        return found;
    }

    private Optional<Field> field(Domain.Derived written, Table table, String at) {
        if (table.column(written.name()).isPresent()) {
            problems.add(problem(
                            WorkspaceCode.BAD_FIELD,
                            "table " + relations.catalog().shortest(table.name()) + " has a column '" + written.name()
                                    + "' already",
                            at)
                    .hint("give the derived field another name"));
            return Optional.empty();
        }
        return read(written.expression(), table, at + ".expression", false)
                .map(value -> new Field(table, written.name(), value, written));
    }

    private void tried(Domain.Allowed allowed, String at) {
        relations.catalog().table(allowed.table()).ifPresent(table -> {
            for (var index = 0; index < allowed.json().size(); index++)
                read(allowed.json().get(index), table, at + ".json[" + index + "]", false);
            for (var index = 0; index < allowed.filters().size(); index++)
                read(allowed.filters().get(index).where(), table, at + ".filters[" + index + "].where", true);
        });
    }

    private Optional<Expression> read(String sql, Table table, String at, boolean condition) {
        var text = SqlText.of(at, sql);
        try {
            return Optional.of(
                    condition
                            ? Expressions.readCondition(text, new Columns(table))
                            : Expressions.read(text, new Columns(table)));
        } catch (Rejection rejection) {
            rejection.problems().forEach(why -> {
                var told = problem(WorkspaceCode.BAD_FIELD, "'" + sql + "': " + why.message(), at)
                        .choices(why.choices());
                problems.add(why.hint() == null ? told : told.hint(why.hint()));
            });
            return Optional.empty();
        }
    }

    static boolean readable(String sql, Table table) {
        try {
            var _ = Expressions.read(SqlText.of(table.name().toString(), sql), new Columns(table));
            return true;
        } catch (Rejection unreadable) {
            return false;
        }
    }

    private Problem problem(WorkspaceCode code, String message, String at) {
        return Problem.of(code, "workspace " + placed.domain().name() + ": " + message)
                .at(placed.place(at));
    }

    private static List<Table.Column> columns(Table table, List<Field> fields) {
        List<Table.Column> columns = new ArrayList<>(table.columns());
        for (var field : fields)
            columns.add(new Table.Column(
                    field.name,
                    field.value.type(),
                    field.value.nullable(),
                    field.written.description(),
                    List.of(),
                    null));
        return columns;
    }

    private static Widening widening(List<Field> fields) {
        return scan -> {
            var builder = scan.getCluster().getRexBuilder();
            List<RexNode> values = new ArrayList<>();
            List<String> names = new ArrayList<>(scan.getRowType().getFieldNames());
            for (var index = 0; index < names.size(); index++) values.add(builder.makeInputRef(scan, index));
            for (var field : fields) {
                names.add(field.name);
                values.add(value(field, scan, builder));
            }
            return LogicalProject.create(scan, List.of(), values, names, Set.of());
        };
    }

    private static RexNode value(Field field, RelNode scan, RexBuilder builder) {
        var columns = scan.getRowType().getFieldNames();
        var placed = field.value.rex().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                var name = field.value.references().get(reference.getIndex()).path();
                for (var index = 0; index < columns.size(); index++)
                    if (columns.get(index).equalsIgnoreCase(name)) return builder.makeInputRef(scan, index);
                throw new IllegalStateException("no column " + name);
            }
        });
        return builder.ensureType(RelationalTypes.of(field.value.type(), field.value.nullable()), placed, true);
    }

    /// The columns of one table.
    private record Columns(Table table) implements Scope {
        @Override
        public Optional<Scope.Field> find(List<String> segments) {
            return segments.size() != 1
                    ? Optional.empty()
                    : table.column(segments.getFirst())
                            .map(column -> new Scope.Field(column.type(), column.nullable()));
        }

        @Override
        public Collection<String> names() {
            return table.columns().stream().map(Table.Column::name).toList();
        }
    }
}
