package io.datachat.apex.catalog;

import java.util.Locale;

/// The kinds of database that SQL is written for.
public enum Backend {
    DUCKDB,
    POSTGRESQL;

    /// The word in datachat.yaml and under `backend_variants`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
