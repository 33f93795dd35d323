package io.datachat.apex.fresh;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.warehouse.introspect.Facts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a PostgreSQL database knows of its relations now: which read which, and which tell of changes.
///
/// @param user   whose rights these are
/// @param reads  by the number of a view or of a parent of partitions: what it reads, or is made of
record Ground(String user, List<Relation> relations, Map<Long, List<Long>> reads) {
    /// The function of the triggers, in whatever schema.
    static final String FUNCTION = "datachat_changed";

    /// @param told      its name as it is told on the channel
    /// @param kind      as `pg_class` writes it
    /// @param populated whether it can be read
    /// @param may       whether the user may refresh it
    /// @param unique    whether it has an index by which it can be refreshed beside its readers
    /// @param telling   whether its triggers tell of every kind of change
    record Relation(
            long number,
            Table.Name name,
            String told,
            Kind kind,
            boolean populated,
            boolean may,
            boolean unique,
            boolean telling,
            String owner) {}

    enum Kind {
        TABLE,
        FOREIGN_TABLE,
        VIEW,
        MATERIALIZED_VIEW
    }

    /// A trigger counts when it fires after every statement of its kind, whatever the statement does.
    private static final String RELATIONS = """
        SELECT c.oid::bigint, n.nspname, c.relname, pg_catalog.format('%I.%I', n.nspname, c.relname), c.relkind::text,
          c.relispopulated,
          pg_catalog.pg_has_role(c.relowner, 'USAGE') OR CASE
            WHEN pg_catalog.current_setting('server_version_num')::int >= 170000
            THEN pg_catalog.has_table_privilege(c.oid, 'MAINTAIN') ELSE false END,
          EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indimmediate
            AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL),
          coalesce((SELECT bit_or(g.tgtype & 60) FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_proc f
            ON f.oid = g.tgfoid WHERE g.tgrelid = c.oid AND f.proname = 'datachat_changed' AND g.tgenabled IN ('O', 'A')
            AND g.tgtype & 67 = 0 AND g.tgqual IS NULL AND g.tgattr::text = ''), 0) = 60,
          pg_catalog.pg_get_userbyid(c.relowner), current_user::text
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        ORDER BY n.nspname, c.relname\
        """;

    private static final String READS = """
        SELECT DISTINCT r.ev_class::bigint, d.refobjid::bigint FROM pg_catalog.pg_rewrite r
        JOIN pg_catalog.pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
        JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
          AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.ev_class
        UNION SELECT i.inhparent::bigint, i.inhrelid::bigint FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relkind IN ('r', 'p', 'f')
        ORDER BY 1, 2\
        """;

    static Ground read(Facts facts) {
        var relations = new ArrayList<Relation>();
        var user = "";
        for (var row : facts.ask(RELATIONS, List.of())) {
            user = text(row[10]);
            relations.add(new Relation(
                    number(row[0]),
                    new Table.Name(text(row[1]), text(row[2])),
                    text(row[3]),
                    kind(text(row[4])),
                    yes(row[5]),
                    yes(row[6]),
                    yes(row[7]),
                    yes(row[8]),
                    text(row[9])));
        }
        var reads = new HashMap<Long, List<Long>>();
        for (var row : facts.ask(READS, List.of()))
            reads.computeIfAbsent(number(row[0]), _ -> new ArrayList<>()).add(number(row[1]));
        return new Ground(user, relations, reads);
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "v" -> Kind.VIEW;
            case "m" -> Kind.MATERIALIZED_VIEW;
            case "f" -> Kind.FOREIGN_TABLE;
            default -> Kind.TABLE;
        };
    }

    /// Those of that name, as a person writes it: with its schema, as the database quotes it, or alone.
    ///
    /// @param schema that a name without one means, when it has such a relation
    List<Relation> named(String text, @Nullable String schema) {
        var whole = relations.stream()
                .filter(each ->
                        each.name().toString().equals(text) || each.told().equals(text))
                .toList();
        if (!whole.isEmpty()) return whole;
        var alone = relations.stream()
                .filter(each -> each.name().table().equals(text))
                .toList();
        var standard = schema == null ? "public" : schema;
        var there = alone.stream()
                .filter(each -> each.name().schema().equals(standard))
                .toList();
        return there.isEmpty() ? alone : there;
    }

    /// All that a relation reads or is made of, near and far, but not beyond `border`; the system's own are left
    /// out.
    Set<Relation> below(Relation top, Predicate<Relation> border) {
        var byNumber = new HashMap<Long, Relation>();
        relations.forEach(each -> byNumber.put(each.number(), each));
        var found = new LinkedHashSet<Relation>();
        var open = new ArrayDeque<>(List.of(top));
        while (!open.isEmpty()) {
            var next = open.removeFirst();
            for (var number : reads.getOrDefault(next.number(), List.of())) {
                var read = byNumber.get(number);
                if (read == null || read.equals(top) || !found.add(read)) continue;
                if (!border.test(read)) open.add(read);
            }
        }
        return found;
    }

    private static long number(@Nullable Object value) {
        return value instanceof Long number ? number : 0;
    }

    private static boolean yes(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
