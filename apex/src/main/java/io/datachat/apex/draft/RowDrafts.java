package io.datachat.apex.draft;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.change.CompiledWrite;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.read.draft.Wanted;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.render.WriteText;
import io.datachat.apex.warehouse.standing.Standing;
import io.datachat.apex.warehouse.write.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Changes of rows. What is changed is kept first, and the statement changes just what was kept.
final class RowDrafts {
    private static final Pattern DELETE = Pattern.compile("(?i)DELETE(.*?)FROM", Pattern.DOTALL);

    private final Ground ground;
    private final Script script;

    RowDrafts(Ground ground, Script script) {
        this.ground = ground;
        this.script = script;
    }

    void write(Wanted.Write wanted, WriteQuery asked) {
        var write = ground.gated().write(asked);
        var table = write.table().name();
        ground.requireWhole(table);
        var surroundings = triggers(table);
        var columns = write.columns().stream().map(Table.Column::name).toList();
        Map<String, String> natives = write.columns().stream()
                .filter(Table.Column::labelled)
                .flatMap(column -> surroundings.column(column.name()).stream())
                .collect(Collectors.toMap(Surroundings.Filled::name, Surroundings.Filled::nativeType));
        var text = new WriteText(table, columns, write.key(), natives, List.of(), false);
        var rows = Literals.inlined(write.rows());
        if (write.update()) update(write, columns, text.update(rows), rows);
        else insert(write, text.insert(rows));
        script.rows(
                wanted.counting().isEmpty()
                        ? wanted.rows()
                        : ground.gated().count(asked.text().saying(wanted.counting())));
    }

    private void insert(CompiledWrite write, String statement) {
        var table = write.table().name();
        script.called("insert into " + table.table());
        var kept = script.kept(table);
        var key = Names.list(write.key());
        if (script.postgres()) {
            script.up("CREATE TABLE " + Names.of(kept) + " AS SELECT " + key + " FROM " + Names.of(table)
                    + " WHERE FALSE");
            script.up("WITH datachat_added AS (" + statement + ") INSERT INTO " + Names.of(kept) + " SELECT " + key
                    + " FROM datachat_added");
        } else {
            var before = new Table.Name(kept.schema(), kept.table() + "_before");
            script.up("CREATE TABLE " + Names.of(before) + " AS SELECT " + key + " FROM " + Names.of(table));
            script.up(statement);
            script.up("CREATE TABLE " + Names.of(kept) + " AS SELECT " + key + " FROM " + Names.of(table)
                    + " EXCEPT SELECT " + key + " FROM " + Names.of(before));
            script.up("DROP TABLE " + Names.of(before));
        }
        script.down(delete(table, kept, write.key()));
        script.down("DROP TABLE " + Names.of(kept));
        script.note("the keys of the rows that it adds stay in " + kept
                + ": the way back deletes those, with what was changed in them since");
        script.note("numbers that sequences gave are not taken back");
    }

    private static String delete(Table.Name table, Table.Name kept, List<String> key) {
        return "DELETE FROM " + Names.of(table) + " AS t USING " + Names.of(kept) + " AS k WHERE "
                + Names.same("t", "k", key);
    }

    private void update(CompiledWrite write, List<String> columns, String statement, String rows) {
        var table = write.table().name();
        script.called("update " + table.table());
        var kept = script.kept(table);
        var all = new LinkedHashSet<>(write.key());
        all.addAll(columns);
        script.lock(table);
        List<String> same = new ArrayList<>();
        for (var i = 0; i < write.key().size(); i++)
            same.add("t." + Names.quoted(write.key().get(i)) + " = r.k" + (i + 1));
        script.up("CREATE TABLE " + Names.of(kept) + " AS SELECT " + Names.list("t", all) + " FROM " + Names.of(table)
                + " AS t JOIN (" + rows + ") AS r ON " + String.join(" AND ", same));
        script.up(statement);
        var sets = columns.stream()
                .map(column -> Names.quoted(column) + " = k." + Names.quoted(column))
                .collect(Collectors.joining(", "));
        script.down("UPDATE " + Names.of(table) + " AS t SET " + sets + " FROM " + Names.of(kept) + " AS k WHERE "
                + Names.same("t", "k", write.key()));
        script.down("DROP TABLE " + Names.of(kept));
        script.keeps(kept);
        script.note("the way back puts the old values back, over what was written to those rows since");
    }

    void delete(Wanted.Delete wanted, SqlQuery asked, SqlText text) {
        var table = ground.seen(wanted.table(), text);
        var key = key(table);
        if (key.isEmpty())
            throw Ground.refuse(
                    DraftCode.NO_WAY_BACK,
                    table.name() + " has no primary key, so its rows cannot be told apart",
                    "give it one; TRUNCATE needs none");
        var read = ground.gated().query(asked.saying(selecting(asked.sql())));
        read.tables().forEach(ground::requireWhole);
        var standing = erasing(table, "ON DELETE");
        script.called("delete from " + table.name().table());
        var kept = script.kept(table.name());
        script.lock(table.name());
        script.up("CREATE TABLE " + Names.of(kept) + " AS SELECT t.* FROM " + Names.of(table.name())
                + " AS t WHERE EXISTS (SELECT 1 FROM (" + Literals.inlined(read.sql()) + ") AS r WHERE "
                + Names.same("r", "t", key) + ")");
        script.up(delete(table.name(), kept, key));
        back(standing, kept);
        if (wanted.where() == null) script.note("it has no WHERE: every row goes");
        var count = "SELECT count(*) FROM " + wanted.alias() + (wanted.where() == null ? "" : " " + wanted.where());
        script.rows(ground.gated().count(asked.saying(count)));
    }

    /// `SELECT*FROM` is as long as `DELETE FROM`: places stay where they are.
    private static String selecting(String sql) {
        var found = DELETE.matcher(sql);
        if (!found.find()) throw new IllegalStateException("no DELETE FROM");
        var blanks = " ".repeat(found.group().length() - "SELECT*FROM".length());
        return sql.substring(0, found.start()) + "SELECT*" + blanks + "FROM" + sql.substring(found.end());
    }

    void truncate(Wanted.Truncate wanted, SqlText text) {
        var table = ground.seen(wanted.table(), text);
        var standing = erasing(table, "");
        script.called("truncate " + table.name().table());
        var kept = script.kept(table.name());
        if (script.postgres()) script.up("LOCK TABLE " + Names.of(table.name()) + " IN ACCESS EXCLUSIVE MODE");
        script.exclusive(table.name());
        script.up("CREATE TABLE " + Names.of(kept) + " AS SELECT * FROM " + Names.of(table.name()));
        script.up("TRUNCATE " + Names.of(table.name()));
        back(standing, kept);
        var shown = ground.full().shortest(table.name());
        var quoted = shown.equals(table.name().table()) ? Names.quoted(shown) : Names.of(table.name());
        script.rows(ground.gated()
                .count(new SqlQuery(
                        "SELECT count(*) FROM " + quoted,
                        Map.of(),
                        ground.full().database(),
                        null,
                        null)));
    }

    /// @param action of foreign keys that would change other rows; empty when none may refer to it at all
    private Standing erasing(Table table, String action) {
        if (table.kind() != Table.Kind.TABLE)
            throw Ground.refuse(DraftCode.NO_WAY_BACK, table.name() + " is no table", "name the table behind it");
        var standing = ground.standing(table.name());
        ground.requireNothingHidden(standing);
        var around = triggers(table.name());
        if (!around.plain() || !around.rewrites().isEmpty())
            throw Ground.refuse(
                    DraftCode.NO_WAY_BACK,
                    table.name() + " is a foreign table, has rules, or other tables inherit from it",
                    "what else it would change cannot be seen");
        for (var referrer : standing.referrers()) {
            var others = action.isEmpty() && !referrer.table().equals(table.name());
            if (others)
                throw Ground.refuse(
                        DraftCode.IN_THE_WAY,
                        "rows of " + referrer.table() + " may refer to it (" + referrer.name() + ")",
                        "draft a DELETE");
            if (!action.isEmpty() && referrer.action().contains(action))
                throw Ground.refuse(
                        DraftCode.NO_WAY_BACK,
                        "rows of " + referrer.table() + " would be changed as well (" + referrer.name() + " "
                                + referrer.action() + ")",
                        "draft the change of " + referrer.table() + " first");
            script.note("rows of " + referrer.table() + " may refer to it and stop it (" + referrer.name() + ")");
        }
        return standing;
    }

    private void back(Standing standing, Table.Name kept) {
        var columns = standing.columns().stream()
                .filter(column -> column.generated().isEmpty())
                .map(Standing.Column::name)
                .toList();
        script.down("INSERT INTO " + Names.of(standing.name()) + " (" + Names.list(columns) + ")"
                + (script.postgres() ? " OVERRIDING SYSTEM VALUE" : "") + " SELECT " + Names.list(columns) + " FROM "
                + Names.of(kept));
        script.down("DROP TABLE " + Names.of(kept));
        script.keeps(kept);
        script.note("a row with the same key that was added since stops the way back");
    }

    private Surroundings triggers(Table.Name table) {
        var around = ground.warehouse().surroundings(table);
        if (!around.triggers().isEmpty() && !ground.policy().none())
            throw Ground.refuse(
                    DraftCode.NOT_YOURS, "the table runs code of its own when it is written", "ask an administrator");
        for (var trigger : around.triggers())
            script.note("trigger " + trigger.name()
                    + " may fire, there and back: what it does to other rows is not undone");
        return around;
    }

    static List<String> key(Table table) {
        if (!table.primaryKey().isEmpty()) return table.primaryKey();
        return table.uniqueKeys().isEmpty() ? List.of() : table.uniqueKeys().getFirst();
    }
}
