package io.datachat.apex.warehouse.introspect;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.value.PostgresTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's `pg_catalog`: `information_schema` would hide keys from a user who only reads.
final class PostgresStructure extends Structure {
    /// Partitions are left out: their table stands for them.
    private static final String RELATION =
            " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ";

    private final String own;
    private final List<Bind> binds;

    /// @param where which schemas, as a condition on `n.nspname` with one placeholder per name
    PostgresStructure(Facts facts, String where, List<String> names) {
        super(facts);
        this.binds = names.stream().map(name -> new Bind(name, Simple.TEXT)).toList();
        this.own =
                " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%'"
                        + where;
    }

    @Override
    public String version() {
        return text(
                facts.ask("SELECT current_setting('server_version')", List.of()).getFirst(), 0);
    }

    @Override
    public long count() {
        return number(facts.ask("SELECT count(*)" + RELATION + own, binds).getFirst(), 0);
    }

    @Override
    public String defaultSchema() {
        var schema = textOrNull(facts.ask("SELECT current_schema()", List.of()).getFirst(), 0);
        return schema == null ? "public" : schema;
    }

    @Override
    void tables() {
        for (var row : facts.ask("""
            SELECT n.nspname, c.relname, c.relkind::text, d.description, c.reltuples::bigint\
            """ + RELATION + """
            LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = 0
              AND d.classoid = 'pg_catalog.pg_class'::regclass\
            """ + own + " ORDER BY 1, 2", binds))
            assembly.table(name(row, 0), kind(text(row, 2)), textOrNull(row, 3), number(row, 4));
    }

    private static Table.Kind kind(String relation) {
        return switch (relation) {
            case "v" -> Table.Kind.VIEW;
            case "m" -> Table.Kind.MATERIALIZED_VIEW;
            default -> Table.Kind.TABLE;
        };
    }

    @Override
    void columns() {
        var labels = labels();
        // A domain stands for the type below it; a domain over a domain is followed once more by format_type's
        // own answer.
        for (var row : facts.ask("""
            SELECT n.nspname, c.relname, a.attname,
              CASE t.typtype WHEN 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod)
                ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END,
              a.attnotnull OR t.typnotnull, d.description,
              CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END::bigint\
            """ + RELATION + """
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = a.attnum
              AND d.classoid = 'pg_catalog.pg_class'::regclass\
            """ + own + " ORDER BY 1, 2, a.attnum", binds)) {
            var values = labels.getOrDefault(number(row, 6), List.of());
            DataType type = values.isEmpty() ? PostgresTypes.read(text(row, 3)) : Simple.TEXT;
            assembly.column(
                    name(row, 0),
                    new Table.Column(
                            text(row, 2),
                            type,
                            !Boolean.TRUE.equals(row[4]),
                            Assembly.blankToNull(textOrNull(row, 5)),
                            values,
                            null));
        }
    }

    private Map<Long, List<String>> labels() {
        var labels = new HashMap<Long, List<String>>();
        for (var row : facts.ask(
                "SELECT enumtypid::bigint, enumlabel FROM pg_catalog.pg_enum ORDER BY enumtypid, enumsortorder",
                List.of()))
            labels.computeIfAbsent(number(row, 0), type -> new ArrayList<>()).add(text(row, 1));
        return labels;
    }

    @Override
    void keys() {
        for (var row : facts.ask("""
            SELECT n.nspname, c.relname, con.contype::text, con.conname, a.attname, fn.nspname, fc.relname, fa.attname\
            """ + RELATION + """
            JOIN pg_catalog.pg_constraint con ON con.conrelid = c.oid AND con.contype IN ('p', 'u', 'f') AND con.convalidated
              AND con.conparentid = 0
            CROSS JOIN LATERAL unnest(con.conkey, con.confkey) WITH ORDINALITY AS k (own, target, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.own
            LEFT JOIN pg_catalog.pg_class fc ON fc.oid = con.confrelid
            LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
            LEFT JOIN pg_catalog.pg_attribute fa ON fa.attrelid = fc.oid AND fa.attnum = k.target\
            """ + own + " ORDER" + " BY 1," + " 2, 4," + " k.position", binds))
            key(row);
    }

    private void key(@Nullable Object[] row) {
        var table = name(row, 0);
        switch (text(row, 2)) {
            case "p" -> assembly.primaryKey(table, text(row, 4));
            case "u" -> assembly.uniqueKey(table, text(row, 3), text(row, 4));
            default -> assembly.foreignKey(table, text(row, 3), text(row, 4), name(row, 5), text(row, 7));
        }
    }

    /// Partial indexes and indexes over expressions are left out: their uniqueness says nothing about whole
    /// columns.
    @Override
    void indexes() {
        for (var row : facts.ask("""
            SELECT n.nspname, c.relname, ic.relname, i.indisunique, a.attname\
            """ + RELATION + """
            JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL
              AND i.indexprs IS NULL
            JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
            CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (own, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.own
              AND k.position <= i.indnkeyatts\
            """ + own + " ORDER BY 1, 2, 3, k.position", binds))
            assembly.index(name(row, 0), text(row, 2), Boolean.TRUE.equals(row[3]), text(row, 4));
    }
}
