package io.datachat.apex.render.dialect;

import io.datachat.apex.render.block.Unspellable;
import java.util.Set;

/// Identifiers. A plain lower-case word stands as it is; everything else is quoted, with the quote doubled.
final class Names {
    /// Words that PostgreSQL 18 or DuckDB keep for themselves somewhere in an expression, a FROM or an alias. One
    /// list for both: the same plan then has the same names in both texts, at the price of a few quotes that one of
    /// them could spare.
    private static final Set<String> RESERVED = Set.of(
            ("all analyse analyze and anti any array as asc asof asymmetric at authorization between bigint binary bit"
                + " boolean both by call case cast char character check coalesce collate collation column columns"
                + " concurrently constraint create cross cube current current_catalog current_date current_role"
                + " current_schema current_time current_timestamp current_user dec decimal default deferrable delete"
                + " desc describe distinct do drop else end escape except exclude exists explain extract false fetch"
                + " filter float for foreign freeze from full function generated glob grant greatest group grouping"
                + " groups having ilike in index initially inner inout insert int integer intersect interval into is"
                + " isnull join json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar"
                + " json_serialize json_table json_value lambda lateral leading least left like limit localtime"
                + " localtimestamp macro map materialized merge merge_action national natural nchar new no none"
                + " normalize not nothing notnull null nullif nulls numeric of off offset old on only or order out"
                + " outer over overlaps overlay partition pivot pivot_longer pivot_wider placing position positional"
                + " precision primary qualify range real recursive references replace returning right rollup row rows"
                + " sample select semi session_user set setof show similar smallint some struct substring summarize"
                + " symmetric system system_user table tablesample then time timestamp to trailing treat trim true"
                + " try_cast unbounded union unique unpack unpivot update user using values varchar variadic verbose"
                + " view when where window with within without xmlattributes xmlconcat xmlelement xmlexists xmlforest"
                + " xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable")
                    .split(" "));

    private Names() {}

    static void write(StringBuilder out, String name) {
        if (plain(name)) {
            out.append(name);
            return;
        }
        if (name.indexOf('\0') >= 0) throw Unspellable.text();
        out.append('"');
        for (var i = 0; i < name.length(); i++) {
            var character = name.charAt(i);
            if (character == '"') out.append('"');
            out.append(character);
        }
        out.append('"');
    }

    private static boolean plain(String name) {
        if (name.isEmpty()) return false;
        for (var i = 0; i < name.length(); i++) {
            var character = name.charAt(i);
            var letter = (character >= 'a' && character <= 'z') || character == '_';
            if (!letter && !(i > 0 && character >= '0' && character <= '9')) return false;
        }
        return !RESERVED.contains(name);
    }
}
