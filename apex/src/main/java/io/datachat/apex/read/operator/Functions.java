package io.datachat.apex.read.operator;

import java.util.Set;

/// The stock functions that may be used. Absent on purpose: session and user (`current_user`), sequences, randomness, and
/// what means different things on different databases (`age`, `to_date`, `to_timestamp`, `convert`, `typeof`).
final class Functions {
    static final Set<String> ALLOWED = Set.of(
            // aggregates
            "ANY_VALUE", "ARRAY_AGG", "AVG", "BIT_AND", "BIT_OR", "BOOL_AND", "BOOL_OR", "COUNT", "COVAR_POP", "COVAR_SAMP",
            "EVERY", "GROUPING", "LISTAGG", "MAX", "MIN", "PERCENTILE_CONT", "PERCENTILE_DISC", "REGR_COUNT", "REGR_SXX",
            "REGR_SYY", "STDDEV", "STDDEV_POP", "STDDEV_SAMP", "STRING_AGG", "SUM", "VARIANCE", "VAR_POP", "VAR_SAMP",
            "APPROX_COUNT_DISTINCT",
            // windows
            "CUME_DIST", "DENSE_RANK", "FIRST_VALUE", "LAG", "LAST_VALUE", "LEAD", "NTH_VALUE", "NTILE", "PERCENT_RANK",
            "RANK", "ROW_NUMBER",
            // numbers
            "ABS", "ACOS", "ASIN", "ATAN", "ATAN2", "CBRT", "CEIL", "COS", "COT", "DEGREES", "EXP", "FLOOR", "LN", "LOG10",
            "MOD", "PI", "POWER", "RADIANS", "ROUND", "SIGN", "SIN", "SQRT", "TAN", "TRUNCATE",
            // texts
            "ASCII", "CHARACTER_LENGTH", "CHAR_LENGTH", "CHR", "CONCAT", "CONCAT_WS", "INITCAP", "LEFT", "LOWER", "LPAD",
            "LTRIM", "MD5", "OCTET_LENGTH", "OVERLAY", "POSITION", "REGEXP_LIKE", "REGEXP_REPLACE", "REPEAT", "REPLACE",
            "RIGHT", "RPAD", "RTRIM", "SPLIT_PART", "STARTS_WITH", "STRPOS", "SUBSTR", "SUBSTRING", "TRANSLATE",
            "TRANSLATE3", "TRIM", "UPPER",
            // times
            "CURRENT_DATE", "CURRENT_TIMESTAMP", "DATE_PART", "DAYOFMONTH", "DAYOFWEEK", "DAYOFYEAR", "EXTRACT", "HOUR",
            "LOCALTIMESTAMP", "MINUTE", "MONTH", "QUARTER", "SECOND", "TO_CHAR", "WEEK", "YEAR", "TIMESTAMPDIFF",
            "TIMESTAMPADD",
            // conditions, conversions, arrays, JSON
            "CARDINALITY", "CAST", "COALESCE", "GREATEST", "JSON_EXISTS", "JSON_VALUE", "LEAST", "NULLIF",
            "STRING_TO_ARRAY");

    /// Operators that are not written as functions and may not be used: they write, call or cannot be rendered.
    static final Set<String> REFUSED_OPERATORS =
            Set.of("CALL", "CURRENT_VALUE", "NEXT_VALUE", "NEW", "CURSOR", "EXTEND", "DESCRIPTOR", "DEFAULT", "$throw");

    private Functions() {}
}
