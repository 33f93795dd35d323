package io.datachat.apex.read.draft;

import io.datachat.apex.read.draft.Wanted.Action;
import io.datachat.apex.read.draft.Wanted.Part;
import io.datachat.apex.read.draft.Wanted.Ref;
import io.datachat.apex.read.draft.Wanted.Thing;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the statements that can be drafted. The grammar is closed: what is not in it is refused at its place, so that
/// nothing stands in a script that the way back does not know of.
public final class DraftReader {
    private static final Set<String> PRIVILEGES =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER");

    private final Cursor cursor;

    private DraftReader(SqlText text) {
        this.cursor = new Cursor(text);
    }

    /// @throws io.datachat.apex.problem.Rejection with the place of what is not understood
    public static Wanted read(SqlText text) {
        return new DraftReader(text).statement();
    }

    private Wanted statement() {
        if (cursor.take("INSERT")) return insert();
        if (cursor.take("UPDATE")) return update();
        if (cursor.take("DELETE", "FROM")) return delete();
        if (cursor.take("TRUNCATE")) return truncate();
        if (cursor.take("CREATE")) return create();
        if (cursor.take("DROP")) return drop();
        if (cursor.take("ALTER", "TABLE")) return new Wanted.Alter(cursor.ref("a table"), whole(action()));
        if (cursor.take("GRANT")) return rights(true);
        if (cursor.take("REVOKE")) return rights(false);
        if (cursor.take("COMMENT", "ON")) return whole(comment());
        throw cursor.refuse("a draft begins with INSERT, UPDATE, DELETE, TRUNCATE, CREATE, ALTER TABLE, DROP, GRANT,"
                + " REVOKE or COMMENT ON");
    }

    private <T> T whole(T read) {
        cursor.requireEnd();
        return read;
    }

    private Wanted insert() {
        while (!cursor.end() && !cursor.next("VALUES") && !cursor.next("SELECT") && !cursor.next("WITH"))
            cursor.inside();
        var from = cursor.mark();
        if (!cursor.take("VALUES")) {
            while (!cursor.end()) cursor.skip();
            return new Wanted.Write("SELECT count(*) FROM (" + cursor.since(from) + ") AS datachat_rows", 0);
        }
        var rows = 0L;
        while (!cursor.end()) {
            if (cursor.next("(")) rows++;
            cursor.inside();
        }
        return new Wanted.Write("", rows);
    }

    private Wanted update() {
        var from = cursor.mark();
        while (!cursor.end() && !cursor.next("SET")) cursor.inside();
        var table = cursor.since(from);
        while (!cursor.end() && !cursor.next("WHERE")) cursor.inside();
        var where = cursor.mark();
        while (!cursor.end()) cursor.skip();
        return new Wanted.Write("SELECT count(*) FROM " + table + " " + cursor.since(where), 0);
    }

    private Wanted delete() {
        var from = cursor.mark();
        var table = cursor.ref("a table");
        if (cursor.take("AS")) cursor.part("an alias");
        else if (!cursor.end() && !cursor.next("WHERE") && !cursor.next("USING") && !cursor.next("RETURNING"))
            cursor.part("an alias");
        var named = cursor.since(from);
        if (cursor.end()) return new Wanted.Delete(table, named, null);
        if (!cursor.next("WHERE")) throw cursor.refuse("WHERE is expected here; write EXISTS for USING");
        var where = cursor.mark();
        while (!cursor.end()) {
            if (cursor.next("RETURNING")) throw cursor.refuse("RETURNING is not taken in a draft");
            cursor.skip();
        }
        return new Wanted.Delete(table, named, cursor.since(where));
    }

    private Wanted truncate() {
        cursor.take("TABLE");
        return whole(new Wanted.Truncate(cursor.ref("a table")));
    }

    private Wanted create() {
        if (cursor.take("TABLE")) return table();
        var replace = cursor.take("OR", "REPLACE");
        if (cursor.take("VIEW")) return view(Thing.VIEW, replace);
        if (!replace && cursor.take("MATERIALIZED", "VIEW")) return view(Thing.MATERIALIZED_VIEW, false);
        var unique = !replace && cursor.take("UNIQUE");
        if (!replace && cursor.take("INDEX")) return index(unique);
        throw cursor.refuse("TABLE, VIEW, MATERIALIZED VIEW or INDEX is expected here");
    }

    private Wanted table() {
        if (cursor.next("IF")) throw cursor.refuse("a draft is for what is there now; leave IF NOT EXISTS out");
        var table = cursor.ref("a table");
        var body = cursor.mark();
        if (cursor.take("AS")) {
            var query = cursor.offset();
            cursor.passAll();
            return new Wanted.CreateTable(table, List.of(), List.of(), cursor.since(body), query);
        }
        List<String> types = new ArrayList<>();
        List<Ref> targets = new ArrayList<>();
        cursor.require("(");
        do {
            if (Columns.constrains(cursor))
                targets.addAll(Columns.constraint(cursor).targets());
            else {
                var column = Columns.read(cursor);
                types.add(column.type());
                targets.addAll(column.targets());
            }
        } while (cursor.take(","));
        cursor.require(")");
        return whole(new Wanted.CreateTable(table, types, targets, cursor.since(body), -1));
    }

    private Wanted view(Thing kind, boolean replace) {
        if (cursor.next("IF")) throw cursor.refuse("a draft is for what is there now; leave IF NOT EXISTS out");
        var view = cursor.ref("a view");
        var columns = cursor.mark();
        if (cursor.next("(")) cursor.parts("a column");
        var named = cursor.since(columns);
        cursor.require("AS");
        var query = cursor.offset();
        cursor.passAll();
        return new Wanted.CreateView(kind, view, replace, named, query);
    }

    private Wanted index(boolean unique) {
        var aside = cursor.take("CONCURRENTLY");
        if (cursor.next("IF")) throw cursor.refuse("a draft is for what is there now; leave IF NOT EXISTS out");
        if (cursor.next("ON")) throw cursor.refuse("an index that is drafted needs a name, or nobody could drop it");
        var name = cursor.part("an index");
        cursor.require("ON");
        var table = cursor.ref("a table");
        var body = cursor.mark();
        if (cursor.take("USING")) cursor.part("a kind of index");
        cursor.brackets();
        if (cursor.take("INCLUDE")) cursor.brackets();
        if (cursor.take("NULLS")) {
            cursor.take("NOT");
            cursor.require("DISTINCT");
        }
        if (cursor.next("WHERE")) cursor.passAll();
        return whole(new Wanted.CreateIndex(name, table, unique, aside, cursor.since(body)));
    }

    private Wanted drop() {
        var kind = cursor.take("TABLE")
                ? Thing.TABLE
                : cursor.take("VIEW")
                        ? Thing.VIEW
                        : cursor.take("MATERIALIZED", "VIEW")
                                ? Thing.MATERIALIZED_VIEW
                                : cursor.take("INDEX") ? Thing.INDEX : null;
        if (kind == null) throw cursor.refuse("TABLE, VIEW, MATERIALIZED VIEW or INDEX is expected here");
        var aside = kind == Thing.INDEX && cursor.take("CONCURRENTLY");
        var _ = cursor.take("IF", "EXISTS");
        var name = cursor.ref(kind.word());
        restrict();
        return whole(new Wanted.Drop(kind, name, aside));
    }

    private void restrict() {
        if (cursor.next("CASCADE")) throw cursor.refuse("CASCADE does not say what else is lost; draft that first");
        var _ = cursor.take("RESTRICT");
    }

    private Action action() {
        if (cursor.take("ADD")) return add();
        if (cursor.take("DROP")) return dropped();
        if (cursor.take("RENAME")) return renamed();
        if (!cursor.take("ALTER")) throw cursor.refuse("ADD, DROP, RENAME or ALTER is expected here");
        var _ = cursor.take("COLUMN");
        var column = cursor.part("a column");
        if (cursor.take("SET", "NOT", "NULL")) return new Action.Required(column, true);
        if (cursor.take("DROP", "NOT", "NULL")) return new Action.Required(column, false);
        if (cursor.take("DROP", "DEFAULT")) return new Action.Default(column, null);
        if (cursor.take("SET", "DEFAULT")) return new Action.Default(column, rest());
        if (!cursor.take("TYPE")) cursor.require("SET", "DATA", "TYPE");
        var type = Columns.type(cursor);
        return new Action.Retype(column, type, cursor.take("USING") ? rest() : null);
    }

    private String rest() {
        var from = cursor.mark();
        if (cursor.end()) throw cursor.refuse("an expression is expected behind this");
        while (!cursor.end()) {
            if (cursor.next(",")) throw cursor.refuse("draft one change after the other");
            cursor.pass();
        }
        return cursor.since(from);
    }

    private Action add() {
        if (Columns.constrains(cursor)) {
            if (!cursor.take("CONSTRAINT"))
                throw cursor.refuse("write CONSTRAINT and a name before it, or nobody could drop it");
            var name = cursor.part("a constraint");
            return new Action.AddConstraint(name, Columns.constraint(cursor));
        }
        var _ = cursor.take("COLUMN");
        if (cursor.next("IF")) throw cursor.refuse("a draft is for what is there now; leave IF NOT EXISTS out");
        return new Action.AddColumn(Columns.read(cursor));
    }

    private Action dropped() {
        var constraint = cursor.take("CONSTRAINT");
        if (!constraint) {
            var _ = cursor.take("COLUMN");
        }
        var _ = cursor.take("IF", "EXISTS");
        var name = cursor.part(constraint ? "a constraint" : "a column");
        restrict();
        return constraint ? new Action.DropConstraint(name) : new Action.DropColumn(name);
    }

    private Action renamed() {
        if (cursor.take("TO")) return new Action.RenameTable(cursor.part("a table"));
        var constraint = cursor.take("CONSTRAINT");
        if (!constraint) {
            var _ = cursor.take("COLUMN");
        }
        var name = cursor.part(constraint ? "a constraint" : "a column");
        cursor.require("TO");
        var to = cursor.part("what it is called then");
        return constraint ? new Action.RenameConstraint(name, to) : new Action.RenameColumn(name, to);
    }

    private Wanted rights(boolean give) {
        List<String> privileges = new ArrayList<>();
        do privileges.add(privilege());
        while (cursor.take(","));
        cursor.require("ON");
        var _ = cursor.take("TABLE");
        var table = cursor.ref("a table");
        cursor.require(give ? "TO" : "FROM");
        List<Part> roles = new ArrayList<>();
        do roles.add(cursor.part("a role"));
        while (cursor.take(","));
        var option = give && cursor.take("WITH", "GRANT", "OPTION");
        if (!give) restrict();
        return whole(new Wanted.Rights(give, privileges, table, roles, option));
    }

    private String privilege() {
        for (var privilege : PRIVILEGES) if (cursor.take(privilege)) return privilege;
        throw cursor.refuse("a right on a table is expected here: "
                + String.join(", ", PRIVILEGES.stream().sorted().toList()));
    }

    private Wanted comment() {
        var kind = cursor.take("TABLE")
                ? Thing.TABLE
                : cursor.take("VIEW")
                        ? Thing.VIEW
                        : cursor.take("MATERIALIZED", "VIEW")
                                ? Thing.MATERIALIZED_VIEW
                                : cursor.take("INDEX") ? Thing.INDEX : cursor.take("COLUMN") ? Thing.COLUMN : null;
        if (kind == null) throw cursor.refuse("TABLE, COLUMN, VIEW, MATERIALIZED VIEW or INDEX is expected here");
        if (kind != Thing.COLUMN) {
            var on = cursor.ref(kind.word());
            return new Wanted.Comment(kind, on, null, said());
        }
        var first = cursor.part("a table");
        cursor.require(".");
        var second = cursor.part("a column");
        @Nullable Part third = cursor.take(".") ? cursor.part("a column") : null;
        var on = third == null ? new Ref(null, first) : new Ref(first, second);
        return new Wanted.Comment(kind, on, third == null ? second : third, said());
    }

    private String said() {
        cursor.require("IS");
        return cursor.take("NULL") ? "NULL" : cursor.literal();
    }
}
