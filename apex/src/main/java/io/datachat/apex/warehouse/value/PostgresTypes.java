package io.datachat.apex.warehouse.value;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;

/// Reads PostgreSQL's type names, both as `format_type` spells them (`numeric(12,2)`, `integer[]`) and as the driver
/// does (`int4`, `_int4`).
public final class PostgresTypes {
    /// A `numeric` without precision holds anything; this is what we calculate its type as. Values keep every
    /// digit.
    static final DataType.Decimal UNCONSTRAINED = new DataType.Decimal(38, 10);

    private PostgresTypes() {}

    public static DataType read(String name) {
        if (name.endsWith("[]")) return new DataType.Array(read(name.substring(0, name.length() - 2)));
        if (name.startsWith("_")) return new DataType.Array(read(name.substring(1)));
        var open = name.indexOf('(');
        var close = name.indexOf(')');
        var bare = open < 0 ? name : name.substring(0, open) + name.substring(close + 1);
        return switch (bare) {
            case "boolean", "bool" -> Simple.BOOLEAN;
            case "smallint", "integer", "int2", "int4", "smallserial", "serial" -> Simple.INTEGER;
            case "bigint", "int8", "oid", "bigserial" -> Simple.BIGINT;
            case "real", "double precision", "float4", "float8" -> Simple.DOUBLE;
            case "numeric" ->
                open < 0
                        ? UNCONSTRAINED
                        : decimal(name.substring(open + 1, close).split(",", -1));
            case "text", "character varying", "varchar", "character", "bpchar", "char", "\"char\"", "name", "citext" ->
                Simple.TEXT;
            case "date" -> Simple.DATE;
            case "time", "time without time zone" -> Simple.TIME;
            case "timestamp", "timestamp without time zone" -> Simple.TIMESTAMP;
            case "timestamptz", "timestamp with time zone" -> Simple.INSTANT;
            case "json", "jsonb" -> Simple.JSON;
            case "uuid" -> Simple.UUID;
            case "bytea" -> Simple.BYTES;
            default -> new DataType.Unknown(name);
        };
    }

    private static DataType decimal(String[] parts) {
        var precision = Integer.parseInt(parts[0].strip());
        var scale = parts.length < 2 ? 0 : Integer.parseInt(parts[1].strip());
        return decimal(precision, scale);
    }

    /// PostgreSQL allows 1,000 digits and scales below zero or above the precision; we state the nearest that fits
    /// 38.
    static DataType decimal(int precision, int scale) {
        if (precision <= 0) return UNCONSTRAINED;
        var after = Math.clamp(scale, 0, 38);
        var before = scale < 0 ? precision - scale : Math.max(precision - scale, 0);
        return new DataType.Decimal(Math.clamp((long) before + after, 1, 38), after);
    }
}
