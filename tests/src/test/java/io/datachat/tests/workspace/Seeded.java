package io.datachat.tests.workspace;

import io.datachat.tests.workspace.Graph.Edge;
import io.datachat.tests.workspace.Joined.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A right query made wrong in one place.
///
/// @param right what must be among the suggestions, in either reading; empty when there is nothing to suggest
record Seeded(Kind kind, String sql, Set<String> right) {
    enum Kind {
        WRONG_COLUMN,
        DROPPED_COLUMN,
        WRONG_VERSION,
        DROPPED_CONDITION,
        HISTORY_FOR_HEAD,
        TABLE_OUTSIDE,
        MISSPELT_TABLE,
        FAN_OUT,
        EVERY_VERSION
    }

    private static final List<String> MANY = List.of("campaign_texts", "campaign_offers", "events");
    private static final Set<String> OF_EVERY_VERSION =
            Set.of("campaigns", "campaign_texts", "campaign_budgets", "campaign_offers", "offers");

    /// One mutant of a query, or null when it has no place for this kind.
    static @Nullable Seeded of(Kind kind, Joined query, Random random) {
        return switch (kind) {
            case WRONG_COLUMN -> column(query, random);
            case DROPPED_COLUMN -> dropped(query, random);
            case WRONG_VERSION -> version(query, random);
            case DROPPED_CONDITION -> {
                var link = query.any(random, _ -> true);
                yield link == null ? null : wrong(kind, query, link, List.of());
            }
            case HISTORY_FOR_HEAD -> history(query, random);
            case TABLE_OUTSIDE ->
                new Seeded(
                        kind,
                        query.reading(random.nextInt(query.tables().size()), "staff")
                                .sql(),
                        Set.of());
            case MISSPELT_TABLE -> misspelt(query, random);
            case FAN_OUT -> fanOut(query);
            case EVERY_VERSION -> everyVersion(query, random);
        };
    }

    private static Seeded wrong(Kind kind, Joined query, int link, List<Written> on) {
        var right = query.links().get(link).right();
        return new Seeded(kind, query.linking(link, on).sql(), both(right));
    }

    private static Set<String> both(Edge edge) {
        return Set.of(edge.text(), edge.turned().text());
    }

    private static @Nullable Seeded column(Joined query, Random random) {
        var link = query.any(random, _ -> true);
        if (link == null) return null;
        var on = new ArrayList<>(query.links().get(link).on());
        var at = random.nextInt(on.size());
        var pair = on.get(at);
        var left = random.nextBoolean();
        var table = query.tables().get(left ? pair.of() : link + 1);
        var others = Graph.others(table, left ? pair.column() : pair.target());
        if (others.isEmpty()) return null;
        var other = others.get(random.nextInt(others.size()));
        on.set(at, left ? new Written(pair.of(), other, pair.target()) : new Written(pair.of(), pair.column(), other));
        return wrong(Kind.WRONG_COLUMN, query, link, on);
    }

    private static @Nullable Seeded dropped(Joined query, Random random) {
        var link = query.any(random, _ -> true);
        if (link == null) return null;
        var on = new ArrayList<>(query.links().get(link).on());
        on.remove(random.nextInt(on.size()));
        return wrong(Kind.DROPPED_COLUMN, query, link, on);
    }

    /// The version of another table of the query, or of the link itself where the edge has none.
    private static @Nullable Seeded version(Joined query, Random random) {
        var link = query.any(
                random,
                at -> Graph.VERSIONS.containsKey(query.tables().get(at + 1))
                        && query.tables().get(at + 1).startsWith("offers") != offers(query, at));
        if (link == null) return null;
        var table = query.tables().get(link + 1);
        var parent = query.links().get(link).parent();
        var target = Graph.version(table);
        var on = new ArrayList<>(query.links().get(link).on());
        on.removeIf(pair -> pair.target().equals(target));
        on.add(new Written(parent, Graph.version(query.tables().get(parent)), target));
        return wrong(Kind.WRONG_VERSION, query, link, on);
    }

    /// Whether the table that a link hangs on has versions of the offer, or none at all.
    private static boolean offers(Joined query, int link) {
        var parent = query.tables().get(query.links().get(link).parent());
        var table = query.tables().get(link + 1);
        return Graph.VERSIONS.containsKey(parent) ? parent.startsWith("offers") : table.startsWith("offers");
    }

    private static @Nullable Seeded history(Joined query, Random random) {
        var link = query.any(random, at -> {
            var table = query.tables().get(at + 1);
            var parent = query.tables().get(query.links().get(at).parent());
            return (table.equals("offers_latest") && !parent.equals("offers"))
                    || (table.equals("campaigns_latest") && parent.equals("events"));
        });
        if (link == null) return null;
        var table = query.tables().get(link + 1);
        var history = table.replace("_latest", "");
        if (query.tables().contains(history)) return null;
        return new Seeded(
                Kind.HISTORY_FOR_HEAD, query.reading(link + 1, history).sql(), Set.of());
    }

    private static @Nullable Seeded misspelt(Joined query, Random random) {
        var table = random.nextInt(query.tables().size());
        var right = query.tables().get(table);
        var at = 1 + random.nextInt(right.length() - 2);
        var wrong = switch (random.nextInt(3)) {
            case 0 -> right.substring(0, at) + right.substring(at + 1);
            case 1 -> right.substring(0, at) + right.charAt(at) + right.substring(at);
            default -> right.substring(0, at) + right.charAt(at + 1) + right.charAt(at) + right.substring(at + 2);
        };
        if (wrong.equals(right) || Graph.tables().contains(wrong)) return null;
        return new Seeded(Kind.MISSPELT_TABLE, query.reading(table, wrong).sql("1 AS one"), Set.of(right));
    }

    /// The head is joined with what there are several of.
    private static @Nullable Seeded fanOut(Joined query) {
        for (var table = 0; table < query.tables().size(); table++) {
            var name = query.tables().get(table);
            if (!name.endsWith("_latest") || !joined(query, table)) continue;
            for (var link = 0; link < query.links().size(); link++) {
                var one = query.links().get(link).parent();
                var other = link + 1;
                var many = one == table ? other : other == table ? one : -1;
                if (many < 0
                        || !joined(query, many)
                        || !MANY.contains(query.tables().get(many))) continue;
                return new Seeded(Kind.FAN_OUT, query.sql("sum(x" + table + ".version) AS n"), Set.of());
            }
        }
        return null;
    }

    private static boolean joined(Joined query, int table) {
        return table == 0 || query.links().get(table - 1).form().open();
    }

    private static @Nullable Seeded everyVersion(Joined query, Random random) {
        if (!OF_EVERY_VERSION.containsAll(query.tables())) return null;
        var counted = List.of("count(*)", "count(x0.profile)");
        return new Seeded(Kind.EVERY_VERSION, query.sql(counted.get(random.nextInt(2)) + " AS n"), Set.of());
    }
}
