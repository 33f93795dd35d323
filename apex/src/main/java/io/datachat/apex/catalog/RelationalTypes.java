package io.datachat.apex.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datachat.apex.catalog.DataType.Simple;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.type.SqlTypeName;

/// Our data types as Calcite's and back. One factory serves every plan, so that expressions can move between them.
public final class RelationalTypes {
    private static final int MOST_ROWS = 2_000;
    private static final Cache<RelDataType, RelDataType> NULLABLE = rows();
    private static final Cache<RelDataType, RelDataType> REQUIRED = rows();

    public static final RelDataTypeFactory FACTORY = new JavaTypeFactoryImpl(new WideTypes()) {
        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }

        /// Remembered for rows: the validator asks at every name that it looks up in an outer joined table.
        @Override
        public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
            return type.isStruct()
                    ? (nullable ? NULLABLE : REQUIRED).get(type, row -> super.createTypeWithNullability(row, nullable))
                    : super.createTypeWithNullability(type, nullable);
        }

        /// Asked at every column, nearly always for what it is already.
        @Override
        public RelDataType createTypeWithCharsetAndCollation(
                RelDataType type, Charset charset, SqlCollation collation) {
            var own = type.getCollation();
            return charset.equals(type.getCharset())
                            && own != null
                            && collation.equals(own)
                            && collation.getCoercibility() == own.getCoercibility()
                    ? type
                    : super.createTypeWithCharsetAndCollation(type, charset, collation);
        }
    };

    private static final int MICROSECONDS = 6;

    private RelationalTypes() {}

    private static Cache<RelDataType, RelDataType> rows() {
        return Caffeine.newBuilder().weakKeys().maximumSize(MOST_ROWS).build();
    }

    public static RelDataType of(DataType type, boolean nullable) {
        return FACTORY.createTypeWithNullability(bare(type), nullable);
    }

    private static RelDataType bare(DataType type) {
        return switch (type) {
            case Simple simple ->
                switch (simple) {
                    case BOOLEAN -> FACTORY.createSqlType(SqlTypeName.BOOLEAN);
                    case INTEGER -> FACTORY.createSqlType(SqlTypeName.INTEGER);
                    case BIGINT -> FACTORY.createSqlType(SqlTypeName.BIGINT);
                    case DOUBLE -> FACTORY.createSqlType(SqlTypeName.DOUBLE);
                    case TEXT ->
                        FACTORY.createTypeWithCharsetAndCollation(
                                FACTORY.createSqlType(SqlTypeName.VARCHAR),
                                StandardCharsets.UTF_8,
                                SqlCollation.IMPLICIT);
                    case DATE -> FACTORY.createSqlType(SqlTypeName.DATE);
                    case TIME -> FACTORY.createSqlType(SqlTypeName.TIME, MICROSECONDS);
                    case TIMESTAMP -> FACTORY.createSqlType(SqlTypeName.TIMESTAMP, MICROSECONDS);
                    case INSTANT -> FACTORY.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, MICROSECONDS);
                    case JSON -> FACTORY.createSqlType(SqlTypeName.VARIANT);
                    case UUID -> FACTORY.createSqlType(SqlTypeName.UUID);
                    case BYTES -> FACTORY.createSqlType(SqlTypeName.VARBINARY);
                };
            case DataType.Decimal(int precision, int scale) ->
                FACTORY.createSqlType(SqlTypeName.DECIMAL, precision, scale);
            case DataType.Array(DataType element) -> FACTORY.createArrayType(of(element, true), -1);
            case DataType.Unknown _ -> FACTORY.createSqlType(SqlTypeName.ANY);
        };
    }

    /// The type of a result column. Intervals and rows, which no backend returns alike, are unknown.
    public static DataType from(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Simple.BOOLEAN;
            case TINYINT, SMALLINT, INTEGER -> Simple.INTEGER;
            case BIGINT -> Simple.BIGINT;
            case DECIMAL -> new DataType.Decimal(type.getPrecision(), type.getScale());
            case REAL, FLOAT, DOUBLE -> Simple.DOUBLE;
            case CHAR, VARCHAR -> Simple.TEXT;
            case DATE -> Simple.DATE;
            case TIME, TIME_WITH_LOCAL_TIME_ZONE -> Simple.TIME;
            case TIMESTAMP -> Simple.TIMESTAMP;
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> Simple.INSTANT;
            case VARIANT -> Simple.JSON;
            case UUID -> Simple.UUID;
            case BINARY, VARBINARY -> Simple.BYTES;
            case ARRAY -> {
                var element = type.getComponentType();
                yield element == null ? new DataType.Unknown("array") : new DataType.Array(from(element));
            }
            default -> new DataType.Unknown(type.getSqlTypeName().getName());
        };
    }
}
