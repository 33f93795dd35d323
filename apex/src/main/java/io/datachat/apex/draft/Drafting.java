package io.datachat.apex.draft;

import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.read.draft.DraftReader;
import io.datachat.apex.read.draft.Wanted;
import io.datachat.apex.read.draft.Wanted.Action;
import io.datachat.apex.read.draft.Wanted.Thing;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.warehouse.standing.Standing;

/// Writes a migration there and back. The database is only asked how things stand; neither script is ever run here.
public final class Drafting {
    private static final int MOST = 9999;

    private Drafting() {}

    /// @param least the smallest number that its files may have
    /// @throws io.datachat.apex.problem.Rejection with the place of what is not understood, or why there is no way
    /// back
    public static Draft of(WriteQuery asked, Ground ground, int least) {
        var text = SqlText.of("sql", asked.sql());
        var wanted = DraftReader.read(text);
        var script = new Script(ground.backend(), number(ground, least));
        var path = write(wanted, asked, text, ground, script);
        var parameters = asked.parameters().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().raw())
                .sorted()
                .toList();
        return script.draft(ground.full().database(), path, asked.sql(), parameters);
    }

    private static String write(Wanted wanted, WriteQuery asked, SqlText text, Ground ground, Script script) {
        var rows = new RowDrafts(ground, script);
        var tables = new TableDrafts(ground, script, text);
        var objects = new ObjectDrafts(ground, script, text);
        var rights = new RightDrafts(ground, script, text);
        switch (wanted) {
            case Wanted.Write write -> rows.write(write, asked);
            case Wanted.Delete delete -> rows.delete(delete, asked.text(), text);
            case Wanted.Truncate truncate -> rows.truncate(truncate, text);
            case Wanted.CreateTable create -> tables.create(create, asked.text());
            case Wanted.CreateView create -> tables.view(create, asked.text());
            case Wanted.CreateIndex create -> objects.index(create);
            case Wanted.Drop drop when drop.kind() == Thing.INDEX -> objects.dropIndex(drop);
            case Wanted.Drop drop -> tables.drop(drop);
            case Wanted.Alter alter -> alter(alter, text, ground, script);
            case Wanted.Rights given -> rights.rights(given);
            case Wanted.Comment comment -> rights.comment(comment);
        }
        return ground.path();
    }

    private static void alter(Wanted.Alter alter, SqlText text, Ground ground, Script script) {
        var table = ground.seen(alter.table(), text);
        var standing = ground.standing(table.name());
        if (standing.kind() != Standing.Kind.TABLE)
            throw Ground.refuse(DraftCode.UNKNOWN, table.name() + " is no table", "name the table behind it");
        ground.requireNothingHidden(standing);
        var columns = new ColumnDrafts(ground, script, text, table, standing);
        var objects = new ObjectDrafts(ground, script, text);
        switch (alter.action()) {
            case Action.AddColumn add -> columns.add(add.column());
            case Action.DropColumn drop -> columns.drop(drop);
            case Action.RenameColumn rename -> columns.rename(rename);
            case Action.RenameTable rename -> new TableDrafts(ground, script, text).rename(standing, rename.to());
            case Action.Retype retype -> columns.retype(retype);
            case Action.Default standard -> columns.standard(standard);
            case Action.Required required -> columns.required(required);
            case Action.AddConstraint add -> objects.constrain(standing, add);
            case Action.DropConstraint drop -> objects.free(standing, drop.name());
            case Action.RenameConstraint rename -> objects.rename(standing, rename);
        }
    }

    /// The next number whose keepsakes are not in the database.
    private static String number(Ground ground, int least) {
        for (var number = Math.max(1, least); number <= MOST; number++) {
            var digits = String.format(java.util.Locale.ROOT, "%04d", number);
            if (!ground.taken("datachat_kept_" + digits)) return digits;
        }
        throw Ground.refuse(
                DraftCode.TAKEN, "all numbers up to " + MOST + " are taken", "drop what earlier drafts kept");
    }
}
