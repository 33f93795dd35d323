package io.datachat.apex.warehouse.write;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.introspect.Facts;
import io.datachat.apex.warehouse.write.Surroundings.Filled;
import io.datachat.apex.warehouse.write.Surroundings.Filling;
import io.datachat.apex.warehouse.write.Surroundings.Reference;
import io.datachat.apex.warehouse.write.Surroundings.Trigger;
import io.datachat.apex.warehouse.write.Surroundings.Unique;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// By PostgreSQL's `pg_catalog`. A write to a partitioned table also meets what its partitions have.
final class PostgresSurroundings {
    /// The table and its partitions, as `t`.
    private static final String WITH = """
        WITH t AS (SELECT c.oid, c.relkind, n.nspname FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?),
        parts AS (SELECT oid FROM t UNION SELECT p.relid FROM t, LATERAL pg_catalog.pg_partition_tree(t.oid) p)
        """;

    private static final int ON_INSERT = 4;
    private static final int ON_UPDATE = 16;
    private final Facts facts;
    private final List<Bind> table;

    PostgresSurroundings(Facts facts, Table.Name table) {
        this.facts = facts;
        this.table = List.of(new Bind(table.schema(), Simple.TEXT), new Bind(table.table(), Simple.TEXT));
    }

    Surroundings read() {
        var plain = ask("""
            SELECT t.relkind IN ('r', 'p') AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_inherits i
              WHERE i.inhparent = t.oid AND t.relkind <> 'p')
              AND NOT EXISTS (SELECT 1 FROM parts p JOIN pg_catalog.pg_class c ON c.oid = p.oid WHERE c.relkind = 'f')
            FROM t\
            """);
        return new Surroundings(
                !plain.isEmpty() && Boolean.TRUE.equals(plain.getFirst()[0]),
                triggers(),
                texts("SELECT r.rulename FROM pg_catalog.pg_rewrite r JOIN parts ON r.ev_class = parts.oid"
                        + " WHERE r.rulename <> '_RETURN' ORDER BY 1"),
                code(),
                columns(),
                uniques(),
                ask("SELECT DISTINCT " + names("con.conkey", "con.conrelid") + """
                     FROM pg_catalog.pg_constraint con JOIN t ON con.conrelid = t.oid
                    WHERE con.contype = 'c' ORDER BY 1\
                    """).stream()
                        .map(row -> split(row[0]))
                        .toList(),
                references(),
                referred());
    }

    private List<Trigger> triggers() {
        return ask("""
            SELECT DISTINCT g.tgname, g.tgtype::int FROM pg_catalog.pg_trigger g JOIN parts ON g.tgrelid = parts.oid
            WHERE NOT g.tgisinternal AND g.tgenabled <> 'D' ORDER BY 1\
            """).stream()
                .map(row -> new Trigger(text(row[0]), fires(row[1], ON_INSERT), fires(row[1], ON_UPDATE)))
                .toList();
    }

    private static boolean fires(@Nullable Object type, int event) {
        return type instanceof Long events && (events & event) != 0;
    }

    /// What PostgreSQL itself brings is pinned and leaves no dependency, so what is found is of users or of
    /// extensions.
    private List<String> code() {
        var found = new ArrayList<>(texts("""
            SELECT DISTINCT coalesce(f.proname, o.oprname) FROM pg_catalog.pg_depend d
            LEFT JOIN pg_catalog.pg_proc f ON d.refclassid = 'pg_proc'::regclass AND f.oid = d.refobjid
            LEFT JOIN pg_catalog.pg_operator o ON d.refclassid = 'pg_operator'::regclass AND o.oid = d.refobjid
            WHERE (f.oid IS NOT NULL OR o.oid IS NOT NULL) AND (
              (d.classid = 'pg_constraint'::regclass AND d.objid IN (SELECT con.oid FROM pg_catalog.pg_constraint con
                WHERE con.conrelid IN (SELECT oid FROM parts) OR con.contypid IN (SELECT a.atttypid
                  FROM pg_catalog.pg_attribute a WHERE a.attrelid IN (SELECT oid FROM parts))))
              OR (d.classid = 'pg_attrdef'::regclass AND d.objid IN (SELECT ad.oid FROM pg_catalog.pg_attrdef ad
                WHERE ad.adrelid IN (SELECT oid FROM parts)))
              OR (d.classid = 'pg_class'::regclass AND d.objid IN (SELECT i.indexrelid FROM pg_catalog.pg_index i
                WHERE i.indrelid IN (SELECT oid FROM parts)))
              OR (d.classid = 'pg_policy'::regclass AND d.objid IN (SELECT p.oid FROM pg_catalog.pg_policy p
                WHERE p.polrelid IN (SELECT oid FROM parts)))
              OR (d.classid = 'pg_type'::regclass AND d.objid IN (SELECT a.atttypid FROM pg_catalog.pg_attribute a
                WHERE a.attrelid IN (SELECT oid FROM parts)))) ORDER BY 1\
            """));
        for (var condition : texts("""
            SELECT pg_catalog.pg_get_constraintdef(con.oid) FROM pg_catalog.pg_constraint con
            WHERE con.contype = 'c' AND (con.conrelid IN (SELECT oid FROM parts) OR con.contypid IN (SELECT a.atttypid
              FROM pg_catalog.pg_attribute a WHERE a.attrelid IN (SELECT oid FROM parts)))
            UNION SELECT pg_catalog.pg_get_indexdef(i.indexrelid) FROM pg_catalog.pg_index i
            WHERE i.indrelid IN (SELECT oid FROM parts)\
            """)) if (Defaults.lasting(condition)) found.add("a CHECK");
        return found;
    }

    private List<Filled> columns() {
        return ask("""
            SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull OR y.typnotnull,
              coalesce(pg_catalog.pg_get_expr(ad.adbin, ad.adrelid), y.typdefault), a.attidentity::text,
              a.attgenerated::text
            FROM t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
            ORDER BY a.attnum\
            """).stream().map(PostgresSurroundings::filled).toList();
    }

    private static Filled filled(@Nullable Object[] row) {
        var expression = row[3] == null ? null : text(row[3]);
        var filling = text(row[4]).equals("a")
                ? Filling.IDENTITY
                : !text(row[5]).isEmpty()
                        ? Filling.GENERATED
                        : text(row[4]).equals("d") || (expression != null && Defaults.numbered(expression))
                                ? Filling.NUMBERED
                                : Filling.DEFAULT;
        return new Filled(text(row[0]), text(row[1]), Boolean.TRUE.equals(row[2]), expression, filling);
    }

    private List<Unique> uniques() {
        return ask("SELECT DISTINCT " + names("i.indkey::int2[]", "i.indrelid") + """
            , i.indpred IS NULL AND i.indexprs IS NULL AND NOT i.indisexclusion
            FROM pg_catalog.pg_index i JOIN parts ON i.indrelid = parts.oid
            WHERE i.indisunique OR i.indisexclusion ORDER BY 1\
            """).stream()
                .map(row -> new Unique(split(row[0]), Boolean.TRUE.equals(row[1])))
                .toList();
    }

    private List<Reference> references() {
        return ask("SELECT DISTINCT " + names("con.conkey", "con.conrelid") + """
            , fn.nspname, fc.relname FROM pg_catalog.pg_constraint con JOIN t ON con.conrelid = t.oid
            JOIN pg_catalog.pg_class fc ON fc.oid = con.confrelid
            JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace WHERE con.contype = 'f' ORDER BY 1\
            """).stream()
                .map(row -> new Reference(split(row[0]), new Table.Name(text(row[1]), text(row[2]))))
                .toList();
    }

    private Set<String> referred() {
        Set<String> columns = new HashSet<>();
        ask("SELECT DISTINCT " + names("con.confkey", "con.confrelid") + """
             FROM pg_catalog.pg_constraint con JOIN parts ON con.confrelid = parts.oid
            WHERE con.contype = 'f'\
            """)
                .forEach(row -> columns.addAll(split(row[0])));
        return columns;
    }

    /// The names of the columns with these numbers, in their order.
    private static String names(String numbers, String relation) {
        return "coalesce((SELECT string_agg(a.attname, chr(10) ORDER BY k.position) FROM unnest(" + numbers
                + ") WITH ORDINALITY AS k (number, position) JOIN pg_catalog.pg_attribute a ON a.attrelid = " + relation
                + " AND a.attnum = k.number), '')";
    }

    private List<@Nullable Object[]> ask(String sql) {
        return facts.ask(WITH + sql, table);
    }

    private List<String> texts(String sql) {
        return ask(sql).stream().map(row -> text(row[0])).toList();
    }

    private static List<String> split(@Nullable Object names) {
        return Arrays.stream(text(names).split("\n"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
