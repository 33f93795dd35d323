package io.datachat.apex.draft;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.draft.Wanted;
import io.datachat.apex.read.draft.Wanted.Action;
import io.datachat.apex.read.draft.Wanted.Constraint;
import io.datachat.apex.read.draft.Wanted.Part;
import io.datachat.apex.read.draft.Wanted.Ref;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.warehouse.standing.Standing;

/// Constraints and indexes.
final class ObjectDrafts {
    private final Ground ground;
    private final Script script;
    private final SqlText text;

    ObjectDrafts(Ground ground, Script script, SqlText text) {
        this.ground = ground;
        this.script = script;
        this.text = text;
    }

    /// Makes a constraint again on the way back.
    static void add(Standing.Constraint constraint, Table.Name table, Script script) {
        script.down("ALTER TABLE " + Names.of(table) + " ADD CONSTRAINT " + Names.quoted(constraint.name()) + " "
                + constraint.definition());
        if (constraint.comment() != null)
            script.down("COMMENT ON CONSTRAINT " + Names.quoted(constraint.name()) + " ON " + Names.of(table) + " IS "
                    + Literals.text(constraint.comment()));
    }

    static void add(Standing.Index index, Standing table, Script script) {
        script.down(index.definition());
        if (index.comment() != null)
            script.down(
                    "COMMENT ON INDEX " + Names.of(new Table.Name(table.name().schema(), index.name())) + " IS "
                            + Literals.text(index.comment()));
    }

    void constrain(Standing table, Action.AddConstraint wanted) {
        postgresOnly("constraints of a table that is there");
        var name = wanted.name().in(ground.backend());
        var constraint = wanted.constraint();
        if (table.constraints().stream().anyMatch(each -> each.name().equals(name)))
            throw new Rejection(Problem.of(DraftCode.TAKEN, table.name() + " has a constraint '" + name + "' already")
                    .at(text.place(wanted.name().from(), wanted.name().to())));
        for (var target : constraint.targets()) ground.seen(target, text);
        script.called("alter " + table.name().table() + " add " + name);
        var altered = "ALTER TABLE " + Names.of(table.name()) + " ";
        script.up(altered + "ADD CONSTRAINT " + Names.quoted(name) + " " + constraint.text());
        script.down(altered + "DROP CONSTRAINT " + Names.quoted(name));
        for (var part : constraint.columns()) {
            var column = ground.column(table, part, text);
            if (constraint.kind() == Constraint.PRIMARY_KEY && !column.required())
                script.down(altered + "ALTER COLUMN " + Names.quoted(column.name()) + " DROP NOT NULL");
        }
        script.exclusive(table.name());
        script.note("every row is looked at; one that breaks it stops it");
        switch (constraint.kind()) {
            case PRIMARY_KEY, UNIQUE -> script.note("an index is built");
            case FOREIGN_KEY -> script.note("the table that is referred to is locked as well (SHARE ROW EXCLUSIVE)");
            case CHECK -> {}
        }
    }

    void free(Standing table, Part name) {
        postgresOnly("constraints of a table that is there");
        var found = constraint(table, name);
        if (found.kind() == 'n')
            throw Ground.refuse(
                    DraftCode.NO_WAY_BACK,
                    "constraint '" + found.name() + "' is a NOT NULL",
                    "draft ALTER COLUMN … DROP NOT NULL");
        if (found.kind() == 'p' || found.kind() == 'u')
            for (var referrer : table.referrers())
                if (found.columns().containsAll(referrer.columns()))
                    throw Ground.refuse(
                            DraftCode.IN_THE_WAY,
                            "rows of " + referrer.table() + " rely on it (" + referrer.name() + ")",
                            "draft the drop of that constraint first");
        script.called("alter " + table.name().table() + " drop " + found.name());
        script.up("ALTER TABLE " + Names.of(table.name()) + " DROP CONSTRAINT " + Names.quoted(found.name()));
        add(found, table.name(), script);
        script.exclusive(table.name());
        script.note("a row that breaks it and was written since stops the way back");
    }

    void rename(Standing table, Action.RenameConstraint wanted) {
        postgresOnly("names of constraints");
        var found = constraint(table, wanted.name());
        var to = wanted.to().in(ground.backend());
        if (table.constraints().stream().anyMatch(each -> each.name().equals(to)))
            throw Ground.refuse(DraftCode.TAKEN, "there is a constraint '" + to + "' already", "choose another name");
        var altered = "ALTER TABLE " + Names.of(table.name()) + " RENAME CONSTRAINT ";
        script.called("alter " + table.name().table() + " rename " + found.name());
        script.up(altered + Names.quoted(found.name()) + " TO " + Names.quoted(to));
        script.down(altered + Names.quoted(to) + " TO " + Names.quoted(found.name()));
        script.exclusive(table.name());
    }

    private Standing.Constraint constraint(Standing table, Part name) {
        return table.constraints().stream()
                .filter(each -> name.names(each.name(), ground.backend()))
                .findFirst()
                .orElseThrow(() -> new Rejection(
                        Problem.of(DraftCode.UNKNOWN, table.name() + " has no constraint '" + name.text() + "'")
                                .at(text.place(name.from(), name.to()))
                                .choices(Nearest.of(
                                        name.text(),
                                        table.constraints().stream()
                                                .map(Standing.Constraint::name)
                                                .toList(),
                                        3))));
    }

    private void postgresOnly(String what) {
        if (!script.postgres())
            throw Ground.refuse(DraftCode.NOT_HERE, "DuckDB does not change " + what, "make another table");
    }

    void index(Wanted.CreateIndex wanted) {
        var table = ground.seen(wanted.table(), text);
        ground.requireFree(new Ref(wanted.table().schema(), wanted.name()), text);
        var name = new Table.Name(table.name().schema(), wanted.name().in(ground.backend()));
        script.called("create index " + name.table());
        var aside = wanted.aside() ? "CONCURRENTLY " : "";
        script.up("CREATE " + (wanted.unique() ? "UNIQUE " : "") + "INDEX " + aside + Names.quoted(name.table())
                + " ON " + Names.of(table.name()) + " " + wanted.body());
        script.down("DROP INDEX " + aside + Names.of(name));
        build(table.name(), wanted.aside());
        if (wanted.unique()) script.note("a value that is there twice stops it");
    }

    private void build(Table.Name table, boolean aside) {
        if (aside) {
            script.alone();
            script.note("others read and write meanwhile; what fails leaves an invalid index behind");
        } else if (script.postgres())
            script.note("lock on " + table + ": others may read, not write, until it is built (SHARE)");
        else script.note("DuckDB has one writer: nobody else writes while it runs");
    }

    void dropIndex(Wanted.Drop wanted) {
        var name = ground.named(wanted.name());
        var table = ground.full().tables().stream()
                .filter(each -> each.name().schema().equals(name.schema()))
                .filter(each -> each.indexes().stream()
                        .anyMatch(index -> wanted.name().name().names(index.name(), ground.backend())))
                .filter(each -> ground.whole(each.name()))
                .findFirst()
                .orElseThrow(() -> new Rejection(Problem.of(DraftCode.UNKNOWN, "there is no index " + name)
                        .at(text.place(
                                wanted.name().from(), wanted.name().name().to()))));
        var standing = ground.standing(table.name());
        var index = standing.indexes().stream()
                .filter(each -> wanted.name().name().names(each.name(), ground.backend()))
                .findFirst()
                .orElseThrow(
                        () -> Ground.refuse(DraftCode.UNKNOWN, "there is no index " + name, "refresh the catalog"));
        if (index.backing())
            throw Ground.refuse(
                    DraftCode.IN_THE_WAY, "a constraint needs index '" + index.name() + "'", "draft DROP CONSTRAINT");
        if (!standing.fixed().isEmpty())
            throw Ground.refuse(DraftCode.NO_WAY_BACK, standing.fixed().getFirst(), "a person must do it by hand");
        script.called("drop index " + index.name());
        var aside = wanted.aside() ? "CONCURRENTLY " : "";
        script.up("DROP INDEX " + aside + Names.of(new Table.Name(table.name().schema(), index.name())));
        if (wanted.aside()) script.down(index.definition().replaceFirst(" INDEX ", " INDEX CONCURRENTLY "));
        else script.down(index.definition());
        if (index.comment() != null)
            script.down(
                    "COMMENT ON INDEX " + Names.of(new Table.Name(table.name().schema(), index.name())) + " IS "
                            + Literals.text(index.comment()));
        if (wanted.aside()) script.alone();
        else script.exclusive(table.name());
        script.note("the way back builds it anew");
    }
}
