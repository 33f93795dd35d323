package io.datachat.apex.govern.policy;

import io.datachat.apex.catalog.Table;
import java.util.List;

/// What one person sees of one table: what any of their roles shows, and nothing that none shows.
///
/// @param table  as the database has it
/// @param grants one for each role; none when the table is not there for this person
public record TableSight(Table table, List<Grant> grants) {
    public TableSight {
        grants = List.copyOf(grants);
    }

    public boolean forbidden() {
        return grants.isEmpty();
    }

    /// Whether it is seen as it is.
    public boolean whole() {
        return grants.stream().anyMatch(Grant::whole);
    }

    public boolean visible(String column) {
        return table.column(column).isPresent() && !grants.stream().allMatch(grant -> grant.hides(column));
    }

    /// Whether every row shows the column as it is.
    public boolean plain(String column) {
        return grants.stream().anyMatch(grant -> grant.rows() == null && grant.shows(column))
                || grants.stream().allMatch(grant -> grant.shows(column));
    }

    /// Whether different values of the column look different.
    boolean distinct(String column) {
        if (plain(column)) return true;
        var mask = grants.size() == 1 ? grants.getFirst().mask(column) : null;
        return mask != null && mask.hashing();
    }

    public boolean allRows() {
        return grants.stream().anyMatch(grant -> grant.rows() == null);
    }

    /// Of how many rows a shown value must be: what the strictest role says, unless one shows single rows of all of
    /// the table.
    public int smallestGroup() {
        if (grants.stream().anyMatch(grant -> grant.smallestGroup() <= 1 && grant.rows() == null)) return 1;
        return grants.stream().mapToInt(Grant::smallestGroup).max().orElse(1);
    }
}
