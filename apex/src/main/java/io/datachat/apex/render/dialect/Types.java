package io.datachat.apex.render.dialect;

import io.datachat.apex.render.block.Unspellable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// What must be known of types to write casts.
public final class Types {
    private Types() {}

    /// Names that both databases share.
    static String shared(RelDataType type, Dialect dialect) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    UUID,
                    INTERVAL_DAY,
                    INTERVAL_MONTH -> type.getSqlTypeName().getName();
            case DECIMAL -> "DECIMAL(" + type.getPrecision() + ", " + type.getScale() + ")";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> "TIMESTAMPTZ";
            case INTERVAL_DAY_HOUR,
                    INTERVAL_DAY_MINUTE,
                    INTERVAL_DAY_SECOND,
                    INTERVAL_HOUR,
                    INTERVAL_HOUR_MINUTE,
                    INTERVAL_HOUR_SECOND,
                    INTERVAL_MINUTE,
                    INTERVAL_MINUTE_SECOND,
                    INTERVAL_SECOND,
                    INTERVAL_YEAR,
                    INTERVAL_YEAR_MONTH -> "INTERVAL";
            case ARRAY -> {
                var element = type.getComponentType();
                if (element == null) throw Unspellable.expression("a list of unknown things");
                yield dialect.type(element) + "[]";
            }
            default ->
                throw Unspellable.expression(
                        "a cast to " + type.getSqlTypeName().getName());
        };
    }

    public static String sqlName(RelDataType type) {
        return type.getSqlTypeName().getName();
    }

    public static boolean text(RelDataType type) {
        return SqlTypeUtil.inCharFamily(type);
    }

    public static boolean date(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE;
    }

    public static boolean whole(RelDataType type) {
        return SqlTypeName.INT_TYPES.contains(type.getSqlTypeName());
    }

    public static boolean floating(RelDataType type) {
        return SqlTypeName.APPROX_TYPES.contains(type.getSqlTypeName());
    }

    public static boolean decimal(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL;
    }

    /// Whether a cast changes nothing that a database could see: same type but for NULL, length or character set.
    public static boolean same(RelDataType from, RelDataType to) {
        if (text(from) && text(to)) return to.getSqlTypeName() == SqlTypeName.VARCHAR && to.getPrecision() < 0;
        if (from.getSqlTypeName() != to.getSqlTypeName()) return false;
        return switch (from.getSqlTypeName()) {
            case DECIMAL -> from.getPrecision() == to.getPrecision() && from.getScale() == to.getScale();
            case ARRAY -> false;
            default -> true;
        };
    }
}
