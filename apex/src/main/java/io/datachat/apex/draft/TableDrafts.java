package io.datachat.apex.draft;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.read.draft.Wanted;
import io.datachat.apex.read.draft.Wanted.Part;
import io.datachat.apex.read.draft.Wanted.Ref;
import io.datachat.apex.read.draft.Wanted.Thing;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.warehouse.standing.Standing;
import java.util.List;

/// Tables and views as a whole. What PostgreSQL would drop is moved to a schema of the migration instead, with all that
/// belongs to it: nothing else comes back exactly as it was.
final class TableDrafts {
    private final Ground ground;
    private final Script script;
    private final SqlText text;

    TableDrafts(Ground ground, Script script, SqlText text) {
        this.ground = ground;
        this.script = script;
        this.text = text;
    }

    void create(Wanted.CreateTable wanted, SqlQuery asked) {
        ground.requireFree(wanted.table(), text);
        var name = ground.named(wanted.table());
        script.called("create table " + name.table());
        if (wanted.query() >= 0) read(asked, wanted.query());
        for (var type : wanted.types()) ground.requireType(type, text);
        for (var target : wanted.targets()) {
            var self = target.said().equalsIgnoreCase(wanted.table().said());
            if (self) continue;
            var referred = ground.seen(target, text);
            script.note("rows of " + referred.name() + " that are referred to cannot be deleted then");
        }
        script.up("CREATE TABLE " + Names.of(name) + " " + wanted.body());
        script.down("DROP TABLE " + Names.of(name));
        script.note("the way back drops it with the rows that it has then");
    }

    void view(Wanted.CreateView wanted, SqlQuery asked) {
        var materialized = wanted.kind() == Thing.MATERIALIZED_VIEW;
        if (materialized && !script.postgres())
            throw Ground.refuse(DraftCode.NOT_HERE, "DuckDB has no materialized views", "create a table");
        var name = ground.named(wanted.view());
        var read = read(asked, wanted.query());
        script.called("create view " + name.table());
        var head = "VIEW " + Names.of(name) + (wanted.columns().isEmpty() ? "" : " " + wanted.columns());
        var body = " AS " + text.text().substring(wanted.query()).strip().replaceAll(";\\s*$", "");
        var there = wanted.replace() ? ground.free(name) : java.util.Optional.<Standing>empty();
        if (there.isEmpty()) {
            ground.requireFree(wanted.view(), text);
            script.up("CREATE " + (materialized ? "MATERIALIZED " : "") + head + body);
            script.down("DROP " + (materialized ? "MATERIALIZED " : "") + "VIEW " + Names.of(name));
            return;
        }
        replaced(there.get(), read.columns(), wanted);
        script.up("CREATE OR REPLACE " + head + body);
    }

    private void replaced(Standing standing, List<String> columns, Wanted.CreateView wanted) {
        ground.seen(wanted.view(), text);
        if (standing.kind() != Standing.Kind.VIEW)
            throw Ground.refuse(DraftCode.TAKEN, standing.name() + " is no view", "choose another name");
        var before = standing.columns().stream().map(Standing.Column::name).toList();
        if (!wanted.columns().isEmpty() || !before.equals(columns))
            throw Ground.refuse(
                    DraftCode.NO_WAY_BACK,
                    "the columns of " + standing.name() + " would be others, and a view keeps the columns it has",
                    "draft DROP VIEW, then CREATE VIEW");
        dependents(standing);
        script.down(
                script.postgres()
                        ? "CREATE OR REPLACE VIEW " + Names.of(standing.name()) + " AS " + bare(standing.definition())
                        : standing.definition().replaceFirst("(?i)^CREATE VIEW", "CREATE OR REPLACE VIEW"));
    }

    static String bare(String statement) {
        return statement.strip().replaceAll(";$", "");
    }

    /// The query passes the gate of questions; all that it reads must be seen whole.
    private Ground.Read read(SqlQuery asked, int from) {
        var sql = asked.sql();
        var blank = new StringBuilder();
        for (var i = 0; i < from; i++) blank.append(sql.charAt(i) == '\n' ? '\n' : ' ');
        var read = ground.gated().query(asked.saying(blank + sql.substring(from)));
        read.tables().forEach(ground::requireWhole);
        return read;
    }

    private void dependents(Standing standing) {
        for (var dependent : standing.dependents())
            if (dependent.view() != null) script.note(dependent.said() + " reads it");
    }

    void drop(Wanted.Drop wanted) {
        var table = ground.seen(wanted.name(), text);
        var standing = ground.standing(table.name());
        ground.requireNothingHidden(standing);
        if (!standing.kind().name().equals(wanted.kind().name()))
            throw Ground.refuse(
                    DraftCode.UNKNOWN,
                    table.name() + " is a "
                            + standing.kind()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', ' '),
                    "write DROP " + standing.kind().name().replace('_', ' '));
        script.called("drop " + wanted.kind().word() + " " + table.name().table());
        for (var referrer : standing.referrers())
            if (!referrer.table().equals(table.name()))
                throw Ground.refuse(
                        DraftCode.IN_THE_WAY,
                        "rows of " + referrer.table() + " refer to it (" + referrer.name() + ")",
                        "draft ALTER TABLE … DROP CONSTRAINT first");
        if (!script.postgres()) {
            dependents(standing);
            gone(standing);
            return;
        }
        for (var dependent : standing.dependents())
            if (dependent.view() != null || dependent.said().startsWith("function"))
                throw Ground.refuse(
                        DraftCode.IN_THE_WAY, dependent.said() + " reads " + table.name(), "draft its drop first");
        if (!standing.fixed().isEmpty())
            throw Ground.refuse(DraftCode.NO_WAY_BACK, standing.fixed().getFirst(), "a person must do it by hand");
        var kept = script.kept(table.name()).table();
        var what = standing.kind().name().replace('_', ' ');
        script.up("CREATE SCHEMA " + Names.quoted(kept));
        script.up("ALTER " + what + " " + Names.of(table.name()) + " SET SCHEMA " + Names.quoted(kept));
        script.down("ALTER " + what + " "
                + Names.of(new Table.Name(kept, table.name().table())) + " SET SCHEMA "
                + Names.quoted(table.name().schema()));
        script.down("DROP SCHEMA " + Names.quoted(kept));
        script.exclusive(table.name());
        script.note("it is moved to schema " + kept + ", not dropped: DROP SCHEMA " + kept
                + " CASCADE when nobody wants it back");
        if (standing.kind() == Standing.Kind.TABLE) count(table);
    }

    private void count(Table table) {
        var query = "SELECT count(*) FROM " + Names.of(table.name());
        script.rows(ground.gated()
                .count(new SqlQuery(query, java.util.Map.of(), ground.full().database(), null, null)));
    }

    /// DuckDB keeps the statements that made things.
    private void gone(Standing standing) {
        var name = standing.name();
        if (standing.kind() == Standing.Kind.VIEW) {
            script.up("DROP VIEW " + Names.of(name));
            script.down(standing.definition());
            comment(standing);
            return;
        }
        var kept = script.kept(name);
        script.up("CREATE TABLE " + Names.of(kept) + " AS SELECT * FROM " + Names.of(name));
        script.up("DROP TABLE " + Names.of(name));
        script.down(standing.definition());
        var columns = standing.columns().stream()
                .filter(column -> column.generated().isEmpty())
                .map(Standing.Column::name)
                .toList();
        script.down("INSERT INTO " + Names.of(name) + " (" + Names.list(columns) + ") SELECT " + Names.list(columns)
                + " FROM " + Names.of(kept));
        standing.indexes().forEach(index -> script.down(index.definition()));
        comment(standing);
        script.down("DROP TABLE " + Names.of(kept));
        script.keeps(kept);
    }

    private void comment(Standing standing) {
        var name = Names.of(standing.name());
        if (standing.comment() != null)
            script.down(
                    "COMMENT ON " + standing.kind().name() + " " + name + " IS " + Literals.text(standing.comment()));
        for (var column : standing.columns())
            if (column.comment() != null)
                script.down("COMMENT ON COLUMN " + name + "." + Names.quoted(column.name()) + " IS "
                        + Literals.text(column.comment()));
    }

    void rename(Standing standing, Part to) {
        var name = standing.name();
        ground.requireFree(new Ref(null, to), text);
        var other = new Table.Name(name.schema(), to.in(ground.backend()));
        if (ground.free(other).isPresent())
            throw Ground.refuse(DraftCode.TAKEN, other + " is there already", "choose another name");
        script.called("rename " + name.table() + " to " + other.table());
        if (!script.postgres()) requirePlain(standing);
        script.up("ALTER TABLE " + Names.of(name) + " RENAME TO " + Names.quoted(other.table()));
        script.down("ALTER TABLE " + Names.of(other) + " RENAME TO " + Names.quoted(name.table()));
        script.exclusive(name);
        for (var dependent : standing.dependents())
            if (dependent.view() != null)
                script.note(dependent.said() + (script.postgres() ? " follows" : " breaks until the way back"));
    }

    /// DuckDB changes no table that something is built on.
    static void requirePlain(Standing standing) {
        if (!standing.indexes().isEmpty())
            throw Ground.refuse(
                    DraftCode.NOT_HERE,
                    "DuckDB does not change a table with an index ("
                            + standing.indexes().getFirst().name() + ")",
                    "draft DROP INDEX first");
        if (standing.constraints().stream().anyMatch(each -> each.kind() == 'f')
                || !standing.referrers().isEmpty())
            throw Ground.refuse(
                    DraftCode.NOT_HERE, "DuckDB does not change a table with foreign keys", "make another table");
    }
}
