package io.datachat.apex.check.rows;

import org.jspecify.annotations.Nullable;

/// Something odd about the rows of an answer, which are as they are.
///
/// @param code     as in docs/errors.md: `FN107`
/// @param column   of the answer; null when it is about the rows
/// @param expected in words: `from 0 to 1, as refund_rate says`
/// @param seen     in words: `1.3 in 2 rows`
/// @param row      the key of the first row concerned: `region Italy`; null when there is none to name, and for those
/// who see values masked
public record Finding(
        String code,
        @Nullable String column,
        String expected,
        String seen,
        @Nullable String row) {
    static Finding of(FindingCode code, @Nullable String column, String expected, String seen) {
        return new Finding(code.id(), column, expected, seen, null);
    }

    /// In one line.
    public String line() {
        return (column == null ? "" : column + ": ") + seen + (row == null ? "" : " (first: " + row + ")")
                + ", expected " + expected + " [" + code + "]";
    }
}
