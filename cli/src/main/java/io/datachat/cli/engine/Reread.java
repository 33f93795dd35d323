package io.datachat.cli.engine;

import io.datachat.apex.catalog.CatalogChange;
import java.util.List;

/// A database whose catalog was read again.
///
/// @param tables  how many it has now
/// @param changes since it was read before
public record Reread(String database, String fingerprint, int tables, List<CatalogChange> changes) {
    public Reread {
        changes = List.copyOf(changes);
    }
}
