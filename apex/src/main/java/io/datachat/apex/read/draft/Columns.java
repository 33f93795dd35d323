package io.datachat.apex.read.draft;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.read.draft.Wanted.Constraint;
import io.datachat.apex.read.draft.Wanted.Part;
import io.datachat.apex.read.draft.Wanted.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Columns and constraints as CREATE TABLE and ALTER TABLE declare them.
final class Columns {
    private static final Set<String> BEHIND = Set.of(
            "NOT",
            "NULL",
            "DEFAULT",
            "UNIQUE",
            "PRIMARY",
            "CHECK",
            "REFERENCES",
            "GENERATED",
            "CONSTRAINT",
            "COLLATE",
            "USING",
            ",",
            ")");

    private Columns() {}

    /// Whether a constraint of the table comes next.
    static boolean constrains(Cursor cursor) {
        return cursor.next("CONSTRAINT")
                || cursor.next("PRIMARY", "KEY")
                || cursor.next("FOREIGN", "KEY")
                || cursor.next("UNIQUE", "(")
                || cursor.next("CHECK", "(");
    }

    static Constraint.Text constraint(Cursor cursor) {
        if (cursor.take("CONSTRAINT")) cursor.part("a constraint");
        var from = cursor.mark();
        List<Ref> targets = new ArrayList<>();
        if (cursor.take("CHECK")) {
            cursor.brackets();
            return new Constraint.Text(Constraint.CHECK, List.of(), cursor.since(from), targets);
        }
        var kind = cursor.take("PRIMARY", "KEY")
                ? Constraint.PRIMARY_KEY
                : cursor.take("UNIQUE") ? Constraint.UNIQUE : Constraint.FOREIGN_KEY;
        if (kind == Constraint.FOREIGN_KEY) cursor.require("FOREIGN", "KEY");
        var columns = cursor.parts("a column");
        if (kind == Constraint.FOREIGN_KEY) {
            cursor.require("REFERENCES");
            targets.add(target(cursor));
        }
        return new Constraint.Text(kind, columns, cursor.since(from), targets);
    }

    private static Ref target(Cursor cursor) {
        var target = cursor.ref("a table");
        if (cursor.next("(")) cursor.parts("a column");
        while (cursor.take("ON")) {
            if (!cursor.take("DELETE")) cursor.require("UPDATE");
            if (!cursor.take("CASCADE")
                    && !cursor.take("RESTRICT")
                    && !cursor.take("NO", "ACTION")
                    && !cursor.take("SET", "NULL")) cursor.require("SET", "DEFAULT");
        }
        return target;
    }

    static Wanted.Column read(Cursor cursor) {
        var name = cursor.part("a column");
        var from = cursor.mark();
        var type = type(cursor);
        @Nullable String expression = null;
        var filled = Set.of("serial", "bigserial", "smallserial").contains(type.toLowerCase(java.util.Locale.ROOT));
        var primary = false;
        List<Ref> targets = new ArrayList<>();
        while (!cursor.end() && !cursor.next(",") && !cursor.next(")")) {
            if (cursor.take("CONSTRAINT")) cursor.part("a constraint");
            if (cursor.take("NOT", "NULL") || cursor.take("NULL") || cursor.take("UNIQUE")) continue;
            if (cursor.take("PRIMARY", "KEY")) primary = true;
            else if (cursor.take("DEFAULT")) expression = expression(cursor);
            else if (cursor.take("CHECK")) check(cursor, name);
            else if (cursor.take("COLLATE")) cursor.ref("a collation");
            else if (cursor.take("REFERENCES")) targets.add(target(cursor));
            else {
                generated(cursor);
                filled = true;
            }
        }
        return new Wanted.Column(name, type, cursor.since(from), expression, filled, primary, targets);
    }

    /// One that does not name its column stays when the column goes.
    private static void check(Cursor cursor, Part name) {
        var from = cursor.mark();
        cursor.brackets();
        if (!cursor.names(from, name.in(Backend.POSTGRESQL)))
            throw cursor.refuse("the CHECK of a column names that column; draft another one with ADD CONSTRAINT");
    }

    private static void generated(Cursor cursor) {
        cursor.require("GENERATED");
        if (!cursor.take("BY", "DEFAULT")) cursor.require("ALWAYS");
        cursor.require("AS");
        if (cursor.take("IDENTITY")) {
            if (cursor.next("(")) cursor.brackets();
            return;
        }
        cursor.brackets();
        if (!cursor.take("STORED")) cursor.require("VIRTUAL");
    }

    private static String expression(Cursor cursor) {
        var from = cursor.mark();
        cursor.pass();
        while (!cursor.end() && !cursor.any(BEHIND)) cursor.pass();
        return cursor.since(from);
    }

    /// Words, perhaps with numbers in brackets, perhaps an array.
    static String type(Cursor cursor) {
        var from = cursor.mark();
        Part _ = cursor.part("a type");
        if (cursor.take(".")) cursor.part("a type");
        while (!cursor.end() && !cursor.any(BEHIND)) {
            if (cursor.take("(")) {
                cursor.number();
                if (cursor.take(",")) cursor.number();
                cursor.require(")");
            } else if (cursor.take("[")) {
                if (!cursor.next("]")) cursor.number();
                cursor.require("]");
            } else cursor.part("a type");
        }
        return cursor.since(from);
    }
}
