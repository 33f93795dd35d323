package io.datachat.apex.read.normal;

import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's names of types. A bare `numeric` gets ten decimals: stock Calcite gives it none, and
/// `round(avg(x)::numeric, 2)` returned 0 instead of 0.15.
final class TypeNames {
    private static final int MICROSECONDS = 6;

    private TypeNames() {}

    static SqlDataTypeSpec normal(SqlDataTypeSpec type) {
        var spec = type.getTypeNameSpec();
        var name = spec.getTypeName().getSimple().toUpperCase(Locale.ROOT);
        var place = type.getParserPosition();
        var normal = spec instanceof SqlUserDefinedTypeNameSpec
                ? named(name, place)
                : spec instanceof SqlBasicTypeNameSpec basic ? completed(basic, name, place) : null;
        return normal == null ? type : new SqlDataTypeSpec(normal, type.getTimeZone(), type.getNullable(), place);
    }

    private static @Nullable SqlTypeNameSpec named(String name, SqlParserPos place) {
        return switch (name) {
            case "TEXT", "STRING" -> new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, place);
            case "INT2" -> new SqlBasicTypeNameSpec(SqlTypeName.SMALLINT, place);
            case "INT4" -> new SqlBasicTypeNameSpec(SqlTypeName.INTEGER, place);
            case "INT8" -> new SqlBasicTypeNameSpec(SqlTypeName.BIGINT, place);
            case "FLOAT8" -> new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, place);
            case "FLOAT4" -> new SqlBasicTypeNameSpec(SqlTypeName.REAL, place);
            case "BOOL" -> new SqlBasicTypeNameSpec(SqlTypeName.BOOLEAN, place);
            case "TIMESTAMPTZ" ->
                new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, MICROSECONDS, place);
            case "JSON", "JSONB" -> new SqlBasicTypeNameSpec(SqlTypeName.VARIANT, place);
            default -> null;
        };
    }

    private static @Nullable SqlTypeNameSpec completed(SqlBasicTypeNameSpec spec, String name, SqlParserPos place) {
        var precise = spec.getPrecision() >= 0;
        return switch (name) {
            case "DECIMAL", "NUMERIC", "DEC" ->
                precise ? null : new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, 38, 10, place);
            case "TIMESTAMP" -> precise ? null : new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, MICROSECONDS, place);
            case "TIMESTAMP_TZ", "TIMESTAMP_WITH_LOCAL_TIME_ZONE" ->
                new SqlBasicTypeNameSpec(
                        SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                        precise ? spec.getPrecision() : MICROSECONDS,
                        place);
            case "FLOAT" -> new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, place);
            default -> null;
        };
    }
}
