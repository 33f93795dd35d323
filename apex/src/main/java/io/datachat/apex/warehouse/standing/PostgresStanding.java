package io.datachat.apex.warehouse.standing;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.introspect.Facts;
import io.datachat.apex.warehouse.standing.Standing.Column;
import io.datachat.apex.warehouse.standing.Standing.Constraint;
import io.datachat.apex.warehouse.standing.Standing.Dependent;
import io.datachat.apex.warehouse.standing.Standing.Index;
import io.datachat.apex.warehouse.standing.Standing.Kind;
import io.datachat.apex.warehouse.standing.Standing.Referrer;
import io.datachat.apex.warehouse.standing.Standing.Right;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// By PostgreSQL's `pg_catalog`.
final class PostgresStanding {
    private static final String WITH = """
        WITH t AS (SELECT c.oid, c.relkind, c.relacl, c.relowner FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?)
        """;

    private final Facts facts;
    private final Table.Name name;

    PostgresStanding(Facts facts, Table.Name name) {
        this.facts = facts;
        this.name = name;
    }

    Optional<Standing> read() {
        var found = ask("""
            SELECT t.relkind::text, CASE WHEN t.relkind IN ('v', 'm')
              THEN pg_catalog.pg_get_viewdef(t.oid) WHEN t.relkind IN ('i', 'I') THEN pg_catalog.pg_get_indexdef(t.oid)
              ELSE '' END, pg_catalog.obj_description(t.oid, 'pg_class') FROM t\
            """);
        if (found.isEmpty()) return Optional.empty();
        var row = found.getFirst();
        var kind = switch (text(row[0])) {
            case "r", "p" -> Kind.TABLE;
            case "v" -> Kind.VIEW;
            case "m" -> Kind.MATERIALIZED_VIEW;
            case "i", "I" -> Kind.INDEX;
            default -> null;
        };
        if (kind == null) return Optional.empty();
        return Optional.of(new Standing(
                name,
                kind,
                text(row[1]),
                nullable(row[2]),
                columns(),
                constraints(),
                indexes(),
                dependents(),
                referrers(),
                rights(),
                fixed()));
    }

    private List<Column> columns() {
        return ask("""
            SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation <>
                y.typcollation THEN ' COLLATE ' || (SELECT quote_ident(n.nspname) || '.' || quote_ident(k.collname)
                FROM pg_catalog.pg_collation k JOIN pg_catalog.pg_namespace n ON n.oid = k.collnamespace
                WHERE k.oid = a.attcollation) ELSE '' END,
              a.attnotnull, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid), CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN
              'VIRTUAL' ELSE '' END,
              a.attidentity <> '' OR EXISTS (SELECT 1 FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s
                ON s.oid = d.objid AND s.relkind = 'S' WHERE d.classid = 'pg_class'::regclass
                AND d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid AND d.refobjsubid = a.attnum),
              a.attacl IS NOT NULL OR a.attoptions IS NOT NULL OR a.attcompression <> '' OR EXISTS (
                SELECT 1 FROM pg_catalog.pg_statistic_ext x WHERE x.stxrelid = t.oid AND a.attnum = ANY (x.stxkeys)),
              pg_catalog.col_description(t.oid, a.attnum)
            FROM t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
            ORDER BY a.attnum\
            """).stream()
                .map(row -> new Column(
                        text(row[0]),
                        text(row[1]),
                        yes(row[2]),
                        nullable(row[3]),
                        text(row[4]),
                        yes(row[5]),
                        yes(row[6]),
                        nullable(row[7])))
                .toList();
    }

    private List<Constraint> constraints() {
        return ask("SELECT con.conname, con.contype::text, pg_catalog.pg_get_constraintdef(con.oid), "
                        + names("con.conkey", "con.conrelid") + """
                        , pg_catalog.obj_description(con.oid, 'pg_constraint') FROM pg_catalog.pg_constraint con
                        JOIN t ON con.conrelid = t.oid WHERE con.contype IN ('p', 'u', 'c', 'f', 'x', 'n')
                        ORDER BY con.contype = 'f', con.conname\
                        """)
                .stream()
                .map(row -> new Constraint(
                        text(row[0]), text(row[1]).charAt(0), text(row[2]), split(row[3]), nullable(row[4])))
                .toList();
    }

    private List<Index> indexes() {
        return ask("""
            SELECT ic.relname, pg_catalog.pg_get_indexdef(i.indexrelid), coalesce((SELECT string_agg(DISTINCT a.attname,
                chr(10)) FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND (a.attnum =
                ANY (i.indkey::int2[]) OR a.attnum IN (SELECT d.refobjsubid FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid AND d.refobjid = t.oid))), ''),
              EXISTS (SELECT 1 FROM pg_catalog.pg_constraint con WHERE con.conindid = i.indexrelid
                AND con.contype IN ('p', 'u', 'x')), pg_catalog.obj_description(i.indexrelid, 'pg_class')
            FROM t JOIN pg_catalog.pg_index i ON i.indrelid = t.oid OR i.indexrelid = t.oid
            JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid ORDER BY 1\
            """).stream()
                .map(row -> new Index(text(row[0]), text(row[1]), split(row[2]), yes(row[3]), nullable(row[4])))
                .toList();
    }

    private List<Dependent> dependents() {
        return ask("""
            SELECT DISTINCT CASE WHEN c.relkind = 'm' THEN 'materialized view ' ELSE 'view ' END || n.nspname || '.' ||
                c.relname, n.nspname, c.relname, a.attname::text
            FROM t JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
              AND d.classid = 'pg_rewrite'::regclass
            JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_catalog.pg_attribute a
              ON a.attrelid = t.oid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0 WHERE c.oid <> t.oid
            UNION SELECT DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid), NULL, NULL,
                a.attname::text
            FROM t JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
              AND d.classid IN ('pg_proc'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass) AND (d.refobjsubid > 0 OR d.deptype = 'n')
            LEFT JOIN pg_catalog.pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0
            WHERE g.tgisinternal IS NOT TRUE
            UNION SELECT DISTINCT 'generated column ' || b.attname, NULL, NULL, a.attname::text
            FROM t JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
            JOIN pg_catalog.pg_attrdef ad ON d.classid = 'pg_attrdef'::regclass AND ad.oid = d.objid
              AND ad.adrelid = t.oid AND ad.adnum <> d.refobjsubid
            JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
            JOIN pg_catalog.pg_attribute b ON b.attrelid = t.oid AND b.attnum = ad.adnum ORDER BY 1, 4\
            """).stream()
                .map(row -> new Dependent(
                        text(row[0]),
                        row[1] == null ? null : new Table.Name(text(row[1]), text(row[2])),
                        nullable(row[3])))
                .toList();
    }

    private List<Referrer> referrers() {
        return ask("SELECT con.conname, n.nspname, c.relname, " + names("con.confkey", "con.confrelid") + """
            , concat_ws(', ', CASE con.confdeltype WHEN 'c' THEN 'ON DELETE CASCADE' WHEN 'n'
            THEN 'ON DELETE SET NULL' WHEN 'd' THEN 'ON DELETE SET DEFAULT' END, CASE con.confupdtype
            WHEN 'c' THEN 'ON UPDATE CASCADE' WHEN 'n' THEN 'ON UPDATE SET NULL' WHEN 'd'
            THEN 'ON UPDATE SET DEFAULT' END), c.oid = t.oid
            FROM pg_catalog.pg_constraint con JOIN t ON con.confrelid = t.oid
            JOIN pg_catalog.pg_class c ON c.oid = con.conrelid JOIN pg_catalog.pg_namespace n
            ON n.oid = c.relnamespace WHERE con.contype = 'f' AND con.conparentid = 0 ORDER BY 2, 3, 1\
            """).stream()
                .map(row -> new Referrer(
                        text(row[0]), new Table.Name(text(row[1]), text(row[2])), split(row[3]), text(row[4])))
                .toList();
    }

    private List<Right> rights() {
        return ask("""
            SELECT r.rolname, x.privilege_type, x.is_grantable FROM t,
              LATERAL aclexplode(coalesce(t.relacl, acldefault('r', t.relowner))) x
            LEFT JOIN pg_catalog.pg_roles r ON r.oid = x.grantee
            WHERE t.relkind IN ('r', 'p', 'v', 'm') AND x.grantor = t.relowner ORDER BY 1, 2\
            """).stream()
                .map(row -> new Right(nullable(row[0]), text(row[1]), yes(row[2])))
                .toList();
    }

    private List<String> fixed() {
        return ask("""
            SELECT CASE WHEN t.relkind = 'p' THEN 'it is partitioned' WHEN i.inhparent = t.oid
              THEN 'other tables inherit from it' ELSE 'it inherits from another table, or is a partition' END
            FROM t LEFT JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid OR i.inhrelid = t.oid
            WHERE t.relkind = 'p' OR i.inhrelid IS NOT NULL LIMIT 1\
            """).stream().map(row -> text(row[0])).toList();
    }

    /// The names of the columns with these numbers, in their order.
    private static String names(String numbers, String relation) {
        return "coalesce((SELECT string_agg(a.attname, chr(10) ORDER BY k.position) FROM unnest(" + numbers
                + ") WITH ORDINALITY AS k (number, position) JOIN pg_catalog.pg_attribute a ON a.attrelid = " + relation
                + " AND a.attnum = k.number), '')";
    }

    private List<@Nullable Object[]> ask(String sql) {
        return facts.ask(
                WITH + sql, List.of(new Bind(name.schema(), Simple.TEXT), new Bind(name.table(), Simple.TEXT)));
    }

    private static List<String> split(@Nullable Object names) {
        return Arrays.stream(text(names).split("\n"))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static boolean yes(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    private static @Nullable String nullable(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
