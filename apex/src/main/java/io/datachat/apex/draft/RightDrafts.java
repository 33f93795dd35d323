package io.datachat.apex.draft;

import io.datachat.apex.read.draft.Wanted;
import io.datachat.apex.read.draft.Wanted.Thing;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.warehouse.standing.Standing;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rights on tables, and comments.
final class RightDrafts {
    private final Ground ground;
    private final Script script;
    private final SqlText text;

    RightDrafts(Ground ground, Script script, SqlText text) {
        this.ground = ground;
        this.script = script;
        this.text = text;
    }

    /// Only what changes is taken back: who had a right before keeps it.
    void rights(Wanted.Rights wanted) {
        if (!script.postgres())
            throw Ground.refuse(DraftCode.NOT_HERE, "DuckDB has no rights", "access: in datachat.yaml");
        if (!ground.policy().none())
            throw Ground.refuse(DraftCode.NOT_YOURS, "rights tell who sees what", "ask an administrator");
        var table = ground.seen(wanted.table(), text);
        var standing = ground.standing(table.name());
        script.called(
                (wanted.give() ? "grant on " : "revoke on ") + table.name().table());
        var on = " ON " + Names.of(table.name());
        for (var part : wanted.roles()) {
            var open = !part.quoted() && part.text().equalsIgnoreCase("public");
            @Nullable String role = open ? null : part.in(ground.backend());
            if (role != null && !part.quoted() && role.matches("current_user|session_user|current_role|group"))
                throw Ground.refuse(
                        DraftCode.NO_WAY_BACK, "'" + part.text() + "' is another for everybody", "name a role");
            var who = role == null ? "PUBLIC" : Names.quoted(role);
            for (var privilege : wanted.privileges()) {
                var held = held(standing, role, privilege);
                if (wanted.give()) give(held, wanted.option(), privilege + on, who);
                else
                    held.ifPresent(right -> script.down(
                            "GRANT " + privilege + on + " TO " + who + (right.option() ? " WITH GRANT OPTION" : "")));
            }
        }
        var roles = wanted.roles().stream()
                .map(part -> !part.quoted() && part.text().equalsIgnoreCase("public")
                        ? "PUBLIC"
                        : Names.quoted(part.in(ground.backend())))
                .toList();
        script.up((wanted.give() ? "GRANT " : "REVOKE ")
                + wanted.said()
                + on
                + (wanted.give() ? " TO " : " FROM ")
                + String.join(", ", roles)
                + (wanted.option() ? " WITH GRANT OPTION" : ""));
        if (wanted.give()) script.note("DataChat's own rules (access:) are not changed by it");
    }

    private void give(Optional<Standing.Right> held, boolean option, String what, String who) {
        if (held.isEmpty()) script.down("REVOKE " + what + " FROM " + who);
        else if (option && !held.get().option()) script.down("REVOKE GRANT OPTION FOR " + what + " FROM " + who);
        else script.note(who + " has " + what.substring(0, what.indexOf(' ')) + " already");
    }

    private static Optional<Standing.Right> held(Standing standing, @Nullable String role, String privilege) {
        return standing.rights().stream()
                .filter(right ->
                        Objects.equals(right.role(), role) && right.privilege().equals(privilege))
                .findFirst();
    }

    void comment(Wanted.Comment wanted) {
        var name = ground.named(wanted.on());
        if (wanted.kind() != Thing.INDEX) name = ground.seen(wanted.on(), text).name();
        else if (!ground.policy().none())
            throw Ground.refuse(DraftCode.NOT_YOURS, "an index may be of what you do not see", "ask an administrator");
        var standing = ground.standing(name);
        var kind = wanted.kind() == Thing.COLUMN
                ? standing.kind()
                : Standing.Kind.valueOf(wanted.kind().name());
        if (kind != standing.kind())
            throw Ground.refuse(
                    DraftCode.UNKNOWN,
                    name + " is no " + wanted.kind().word(),
                    "write COMMENT ON " + standing.kind().name().replace('_', ' '));
        var on = "COMMENT ON " + wanted.kind().sql() + " " + Names.of(name);
        @Nullable String before = standing.comment();
        if (wanted.column() != null) {
            var column = ground.column(standing, wanted.column(), text);
            on += "." + Names.quoted(column.name());
            before = column.comment();
        }
        script.called("comment on " + name.table());
        script.up(on + " IS " + wanted.text());
        script.down(on + " IS " + Literals.orNull(before));
    }
}
