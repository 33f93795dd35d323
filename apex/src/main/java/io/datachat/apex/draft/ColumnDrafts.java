package io.datachat.apex.draft;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.read.draft.Wanted;
import io.datachat.apex.read.draft.Wanted.Action;
import io.datachat.apex.read.draft.Wanted.Part;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.warehouse.standing.Standing;
import io.datachat.apex.warehouse.standing.Standing.Column;
import io.datachat.apex.warehouse.write.Defaults;
import java.util.List;

/// Columns of a table.
final class ColumnDrafts {
    private final Ground ground;
    private final Script script;
    private final SqlText text;
    private final Table table;
    private final Standing standing;
    private final String altered;

    ColumnDrafts(Ground ground, Script script, SqlText text, Table table, Standing standing) {
        this.ground = ground;
        this.script = script;
        this.text = text;
        this.table = table;
        this.standing = standing;
        this.altered = "ALTER TABLE " + Names.of(table.name()) + " ";
    }

    void add(Wanted.Column wanted) {
        free(wanted.name());
        ground.requireType(wanted.type(), text);
        wanted.targets().forEach(target -> ground.seen(target, text));
        var name = wanted.name().in(ground.backend());
        if (!script.postgres()) {
            var plain = wanted.text().equals(wanted.type())
                    || (wanted.expression() != null && wanted.text().endsWith(wanted.expression()) && !wanted.filled());
            if (!plain)
                throw Ground.refuse(
                        DraftCode.NOT_HERE,
                        "DuckDB adds columns with a type and a default, without constraints",
                        "draft SET NOT NULL afterwards");
            TableDrafts.requirePlain(standing);
        }
        script.called("alter " + table.name().table() + " add " + name);
        script.up(altered + "ADD COLUMN " + Names.quoted(name) + " " + wanted.text());
        script.down(altered + "DROP COLUMN " + Names.quoted(name));
        script.exclusive(table.name());
        var computed = wanted.expression() != null && !Defaults.harmless(wanted.expression());
        if (wanted.filled() || computed) script.note("the table is rewritten, row by row");
        if (computed) script.note("what the default does elsewhere is not undone: " + wanted.expression());
        script.note("the way back loses what was written into the column");
    }

    private void free(Part name) {
        if (standing.columns().stream().anyMatch(column -> name.names(column.name(), ground.backend())))
            throw new io.datachat.apex.problem.Rejection(io.datachat.apex.problem.Problem.of(
                            DraftCode.TAKEN, table.name() + " has a column '" + name.text() + "' already")
                    .at(text.place(name.from(), name.to())));
    }

    void rename(Action.RenameColumn wanted) {
        var column = ground.column(standing, wanted.column(), text);
        free(wanted.to());
        if (!script.postgres()) TableDrafts.requirePlain(standing);
        var to = wanted.to().in(ground.backend());
        script.called("alter " + table.name().table() + " rename " + column.name() + " to " + to);
        script.up(altered + "RENAME COLUMN " + Names.quoted(column.name()) + " TO " + Names.quoted(to));
        script.down(altered + "RENAME COLUMN " + Names.quoted(to) + " TO " + Names.quoted(column.name()));
        script.exclusive(table.name());
        for (var dependent : standing.dependents())
            if (dependent.view() != null)
                script.note(dependent.said()
                        + (script.postgres() ? " keeps its own name of the column" : " breaks until the way back"));
    }

    void drop(Action.DropColumn wanted) {
        var column = ground.column(standing, wanted.column(), text);
        var name = column.name();
        script.called("alter " + table.name().table() + " drop " + name);
        apart(column, "dropped");
        if (standing.columns().size() == 1)
            throw Ground.refuse(DraftCode.NO_WAY_BACK, "it is the only column", "draft DROP TABLE");
        if (!standing.columns().getLast().equals(column))
            script.note("the column comes back as the last one: SELECT * shows it elsewhere");
        if (!column.generated().isEmpty()) {
            script.up(altered + "DROP COLUMN " + Names.quoted(name));
            script.down(altered + "ADD COLUMN " + Names.quoted(name) + " " + column.type() + " GENERATED ALWAYS AS ("
                    + column.expression() + ") " + column.generated());
        } else {
            var kept = keep(column);
            script.up(altered + "DROP COLUMN " + Names.quoted(name));
            script.down(altered + "ADD COLUMN " + Names.quoted(name) + " " + column.type());
            restore(column, kept);
        }
        script.exclusive(table.name());
        rebuild(column);
        if (column.comment() != null)
            script.down("COMMENT ON COLUMN " + Names.of(table.name()) + "." + Names.quoted(name) + " IS "
                    + Literals.text(column.comment()));
    }

    /// What belongs to a column so that nobody could give it back.
    private void apart(Column column, String what) {
        ground.requireNothingHidden(standing);
        var name = column.name();
        var why = !standing.fixed().isEmpty()
                ? standing.fixed().getFirst()
                : column.sequence()
                        ? "a sequence of its own numbers column '" + name + "', and where it stands would be lost"
                        : column.special()
                                ? "column '" + name + "' has rights, statistics or settings of its own"
                                : standing.constraints().stream().anyMatch(each -> each.kind() == 'p' && each.on(name))
                                        ? "column '" + name + "' is part of the primary key"
                                        : RowDrafts.key(table).isEmpty()
                                                ? table.name() + " has no key, so its values could not be put back"
                                                : RowDrafts.key(table).contains(name)
                                                        ? "column '" + name + "' tells the rows apart"
                                                        : "";
        if (!why.isEmpty()) throw Ground.refuse(DraftCode.NO_WAY_BACK, why, "a person must do it by hand");
        for (var dependent : standing.dependents())
            if (name.equals(dependent.column()) && script.postgres())
                throw Ground.refuse(
                        DraftCode.IN_THE_WAY,
                        dependent.said() + " needs column '" + name + "', so it cannot be " + what,
                        "draft its change first");
        for (var referrer : standing.referrers())
            if (referrer.columns().contains(name))
                throw Ground.refuse(
                        DraftCode.IN_THE_WAY,
                        "rows of " + referrer.table() + " refer to column '" + name + "'",
                        "draft ALTER TABLE … DROP CONSTRAINT first");
        if (script.postgres()) return;
        TableDrafts.requirePlain(standing);
        if (standing.constraints().stream().anyMatch(each -> each.kind() != 'n' && each.on(name)))
            throw Ground.refuse(
                    DraftCode.NOT_HERE, "DuckDB does not change a column with constraints", "make another table");
        for (var dependent : standing.dependents()) script.note(dependent.said() + " may need it");
    }

    private Table.Name keep(Column column) {
        var kept = script.kept(table.name());
        var key = RowDrafts.key(table);
        if (script.postgres()) script.up("LOCK TABLE " + Names.of(table.name()) + " IN ACCESS EXCLUSIVE MODE");
        script.up("CREATE TABLE " + Names.of(kept) + " AS SELECT " + Names.list(key) + ", "
                + Names.quoted(column.name()) + " FROM " + Names.of(table.name()));
        script.keeps(kept);
        return kept;
    }

    private void restore(Column column, Table.Name kept) {
        var name = Names.quoted(column.name());
        script.down("UPDATE " + Names.of(table.name()) + " AS t SET " + name + " = k." + name + " FROM "
                + Names.of(kept) + " AS k WHERE " + Names.same("t", "k", RowDrafts.key(table)));
        if (column.expression() != null)
            script.down(altered + "ALTER COLUMN " + name + " SET DEFAULT " + column.expression());
        if (column.required() && !script.postgres()) {
            script.down("COMMIT").down("BEGIN");
            script.note("the way back takes two transactions: DuckDB sets no NOT NULL in that of an UPDATE");
        }
        if (column.required() && required(column).isEmpty())
            script.down(altered + "ALTER COLUMN " + name + " SET NOT NULL");
        script.down("DROP TABLE " + Names.of(kept));
        script.note("rows that were added since have no value there"
                + (column.required() ? ", and stop the way back" : ""));
        for (var trigger : ground.warehouse().surroundings(table.name()).triggers())
            if (trigger.onUpdate()) script.note("trigger " + trigger.name() + " fires on the way back");
    }

    /// From PostgreSQL 18 on NOT NULL is a constraint with a name.
    private List<Standing.Constraint> required(Column column) {
        return script.postgres()
                ? standing.constraints().stream()
                        .filter(each -> each.kind() == 'n' && each.on(column.name()))
                        .toList()
                : List.of();
    }

    /// Constraints and indexes that went with the column.
    private void rebuild(Column column) {
        if (!script.postgres()) return;
        for (var constraint : standing.constraints())
            if (constraint.on(column.name())) ObjectDrafts.add(constraint, standing.name(), script);
        for (var index : standing.indexes())
            if (!index.backing() && index.columns().contains(column.name())) ObjectDrafts.add(index, standing, script);
    }

    void retype(Action.Retype wanted) {
        var column = ground.column(standing, wanted.column(), text);
        var name = Names.quoted(column.name());
        ground.requireType(wanted.type(), text);
        script.called("alter " + table.name().table() + " retype " + column.name());
        if (!column.generated().isEmpty())
            throw Ground.refuse(
                    DraftCode.NO_WAY_BACK, "column '" + column.name() + "' is generated", "draft DROP COLUMN");
        apart(column, "changed");
        var kept = keep(column);
        script.up(altered + "ALTER COLUMN " + name + " TYPE " + wanted.type()
                + (wanted.using() == null ? "" : " USING " + wanted.using()));
        if (script.postgres()) {
            for (var index : standing.indexes())
                if (!index.backing() && index.columns().contains(column.name()))
                    script.down(
                            "DROP INDEX " + Names.of(new Table.Name(table.name().schema(), index.name())));
            for (var constraint : standing.constraints())
                if (constraint.on(column.name()) && constraint.kind() != 'n')
                    script.down(altered + "DROP CONSTRAINT " + Names.quoted(constraint.name()));
        }
        if (column.required()) script.down(altered + "ALTER COLUMN " + name + " DROP NOT NULL");
        if (column.expression() != null) script.down(altered + "ALTER COLUMN " + name + " DROP DEFAULT");
        script.down(altered + "ALTER COLUMN " + name + " TYPE " + column.type() + " USING NULL");
        restore(column, kept);
        rebuild(column);
        script.exclusive(table.name());
        script.note("the table may be rewritten, and its indexes built anew");
    }

    void standard(Action.Default wanted) {
        var column = ground.column(standing, wanted.column(), text);
        var name = Names.quoted(column.name());
        script.called("alter " + table.name().table() + " default of " + column.name());
        if (!column.generated().isEmpty() || (column.sequence() && column.expression() == null))
            throw Ground.refuse(
                    DraftCode.IN_THE_WAY,
                    "column '" + column.name() + "' is filled by the database and takes no default",
                    "leave it as it is");
        if (!script.postgres()) TableDrafts.requirePlain(standing);
        script.up(altered + "ALTER COLUMN " + name
                + (wanted.expression() == null ? " DROP DEFAULT" : " SET DEFAULT " + wanted.expression()));
        script.down(altered + "ALTER COLUMN " + name
                + (column.expression() == null ? " DROP DEFAULT" : " SET DEFAULT " + column.expression()));
        script.exclusive(table.name());
        script.note("rows that are there keep their values");
    }

    void required(Action.Required wanted) {
        var column = ground.column(standing, wanted.column(), text);
        var name = Names.quoted(column.name());
        script.called("alter " + table.name().table() + " not null of " + column.name());
        if (column.required() == wanted.required()) {
            script.note("it is so already: nothing changes");
            return;
        }
        if (!script.postgres()) TableDrafts.requirePlain(standing);
        if (!wanted.required()
                && ((column.sequence() && column.expression() == null)
                        || standing.constraints().stream()
                                .anyMatch(each -> each.kind() == 'p' && each.on(column.name()))))
            throw Ground.refuse(
                    DraftCode.IN_THE_WAY,
                    "the primary key, or an identity, needs column '" + column.name() + "' NOT NULL",
                    "leave it as it is");
        var set = altered + "ALTER COLUMN " + name + " SET NOT NULL";
        var off = altered + "ALTER COLUMN " + name + " DROP NOT NULL";
        script.up(wanted.required() ? set : off);
        if (wanted.required()) script.down(off);
        else if (required(column).isEmpty()) script.down(set);
        else required(column).forEach(each -> ObjectDrafts.add(each, standing.name(), script));
        script.exclusive(table.name());
        script.note(
                wanted.required()
                        ? "every row is looked at; one with NULL stops it"
                        : "a row with NULL that was written since stops the way back");
    }
}
