package io.datachat.apex.fresh;

import io.datachat.apex.fresh.Ground.Kind;
import io.datachat.apex.fresh.Ground.Relation;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Refresh;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A view of `refresh:` as the database has it.
///
/// @param view    null when the database has none of that name
/// @param tables  whose changes make it stale, each with its partitions
/// @param above   the views that it reads and that are kept fresh as well: it is refreshed after them
/// @param problem why it is not refreshed; null when it can be
record Target(
        Refresh.View asked,
        @Nullable Relation view,
        Set<Relation> tables,
        Set<Relation> above,
        @Nullable Problem problem,
        List<String> notes) {
    /// All of a database, each after those that it reads.
    static List<Target> of(Database database, Refresh refresh, Ground ground) {
        var kept = refresh.views().stream()
                .flatMap(view -> ground.named(view.name(), database.defaultSchema()).stream())
                .filter(found -> found.kind() == Kind.MATERIALIZED_VIEW)
                .collect(Collectors.toSet());
        var open = new ArrayList<Target>();
        for (var view : refresh.views()) open.add(new Reading(database, ground, kept).target(view));
        var ordered = new ArrayList<Target>();
        while (!open.isEmpty()) {
            var next = open.stream()
                    .filter(each ->
                            open.stream().noneMatch(other -> other.view != null && each.above.contains(other.view)))
                    .findFirst()
                    .orElse(open.getFirst());
            open.remove(next);
            ordered.add(next);
        }
        return List.copyOf(ordered);
    }

    /// Before anybody looked.
    static Target unseen(Refresh.View view) {
        return new Target(view, null, Set.of(), Set.of(), null, List.of());
    }

    /// The tables that do not tell when they change.
    List<Relation> silent() {
        return tables.stream().filter(table -> !table.telling()).toList();
    }

    /// @param kept the materialized views of `refresh:`
    private record Reading(Database database, Ground ground, Set<Relation> kept) {
        Target target(Refresh.View asked) {
            var found = ground.named(asked.name(), database.defaultSchema());
            if (found.size() != 1) return refused(asked, null, unknown(asked, found));
            var view = found.getFirst();
            if (view.kind() != Kind.MATERIALIZED_VIEW) return refused(asked, view, plain(asked, view));
            var notes = new ArrayList<String>();
            var tables = new LinkedHashSet<Relation>();
            var problem = tables(asked, view, tables, notes);
            var above = ground.below(view, kept::contains).stream()
                    .filter(kept::contains)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (problem == null && tables.isEmpty() && above.isEmpty())
                problem = Problem.of(FreshCode.NOTHING_TELLS, view.name() + " reads no table that tells of changes")
                        .hint("name the tables under 'on:'");
            if (problem == null && !view.may())
                problem = Problem.of(
                                FreshCode.NOT_OWNER,
                                "the database user " + ground.user() + " may not refresh " + view.name()
                                        + ", which belongs to " + view.owner())
                        .hint("write 'refresh_user: " + view.owner() + "' and 'refresh_password: ${env:NAME}' below"
                                + " database " + database.name());
            // One that has no rows yet has no readers either.
            if (problem == null && !view.unique() && view.populated())
                problem = Problem.of(
                                FreshCode.NO_UNIQUE_INDEX,
                                view.name() + " has no unique index, so refreshing it would lock its readers out")
                        .hint("CREATE UNIQUE INDEX ON " + view.told() + " (the columns that tell its rows apart)");
            return new Target(asked, view, tables, above, problem, notes);
        }

        private static Target refused(Refresh.View asked, @Nullable Relation view, Problem problem) {
            return new Target(asked, view, Set.of(), Set.of(), problem, List.of());
        }

        private Problem unknown(Refresh.View asked, List<Relation> found) {
            if (found.size() > 1)
                return Problem.of(
                                FreshCode.UNKNOWN_VIEW,
                                "database " + database.name() + " has several '" + asked.name() + "'")
                        .hint("write the schema before the name")
                        .choices(names(found));
            var views = ground.relations().stream()
                    .filter(each -> each.kind() == Kind.MATERIALIZED_VIEW)
                    .toList();
            return Problem.of(
                            FreshCode.UNKNOWN_VIEW,
                            "database " + database.name() + " has no materialized view '" + asked.name() + "'")
                    .choices(Nearest.of(asked.name(), names(views), 3));
        }

        private static Problem plain(Refresh.View asked, Relation found) {
            var what = found.kind() == Kind.VIEW ? "a view that is computed when it is read" : "a table";
            return Problem.of(FreshCode.NOT_MATERIALIZED, "'" + asked.name() + "' is " + what + ": it is never old")
                    .hint("remove it from 'refresh:'");
        }

        private @Nullable Problem tables(Refresh.View asked, Relation view, Set<Relation> tables, List<String> notes) {
            if (asked.on().isEmpty()) {
                for (var read : ground.below(view, kept::contains)) add(read, tables, notes);
                return null;
            }
            for (var name : asked.on()) {
                var found = ground.named(name, view.name().schema());
                if (found.size() != 1) return unknown(asked, name, found);
                var table = found.getFirst();
                if (table.kind() == Kind.VIEW || table.kind() == Kind.MATERIALIZED_VIEW)
                    return Problem.of(
                                    FreshCode.NOT_A_TABLE,
                                    "'" + name + "' of 'on:' is a view and tells nobody of changes")
                            .hint("name the tables that it reads, or leave 'on:' out");
                add(table, tables, notes);
                for (var part : ground.below(table, _ -> false)) add(part, tables, notes);
            }
            return null;
        }

        private Problem unknown(Refresh.View asked, String name, List<Relation> found) {
            var tables = ground.relations().stream()
                    .filter(each -> each.kind() == Kind.TABLE)
                    .toList();
            return Problem.of(
                            FreshCode.UNKNOWN_TABLE,
                            found.isEmpty()
                                    ? "database " + database.name() + " has no table '" + name + "', which "
                                            + asked.name() + " listens to"
                                    : "database " + database.name() + " has several '" + name + "'")
                    .choices(found.isEmpty() ? Nearest.of(name, names(tables), 3) : names(found));
        }

        private void add(Relation read, Set<Relation> tables, List<String> notes) {
            switch (read.kind()) {
                case TABLE -> tables.add(read);
                case FOREIGN_TABLE ->
                    notes.add(read.name() + " is on another server and does not tell of changes there");
                case MATERIALIZED_VIEW -> {
                    if (!kept.contains(read))
                        notes.add(read.name() + " is not kept fresh: add it to 'refresh:', or its old rows are read");
                }
                case VIEW -> {
                    // What it reads is listed beside it.
                }
            }
        }

        private static List<String> names(List<Relation> relations) {
            return relations.stream().map(each -> each.name().toString()).toList();
        }
    }
}
