package io.datachat.apex.catalog;

/// The type of a column or result, across backends. What we cannot calculate with is [Unknown] and keeps its native
/// name.
public sealed interface DataType {
    /// Types without parameters.
    enum Simple implements DataType {
        BOOLEAN,
        /// 8, 16 and 32 bit integers.
        INTEGER,
        BIGINT,
        DOUBLE,
        TEXT,
        DATE,
        TIME,
        /// Wall-clock time without a zone, microseconds.
        TIMESTAMP,
        /// An instant (`timestamp with time zone`), microseconds.
        INSTANT,
        JSON,
        UUID,
        BYTES
    }

    /// @param precision 1 to 38 digits in all
    /// @param scale digits after the point
    record Decimal(int precision, int scale) implements DataType {}

    record Array(DataType element) implements DataType {}

    record Unknown(String nativeName) implements DataType {}

    /// The word used in YAML, JSON and listings: `integer`, `decimal(12,2)`, `text[]`.
    default String word() {
        return switch (this) {
            case Simple simple -> simple.name().toLowerCase(java.util.Locale.ROOT);
            case Decimal(int precision, int scale) -> "decimal(" + precision + "," + scale + ")";
            case Array(DataType element) -> element.word() + "[]";
            case Unknown(String nativeName) -> nativeName;
        };
    }

    default boolean numeric() {
        return this == Simple.INTEGER || this == Simple.BIGINT || this == Simple.DOUBLE || this instanceof Decimal;
    }

    default boolean temporal() {
        return this == Simple.DATE || this == Simple.TIMESTAMP || this == Simple.INSTANT;
    }
}
