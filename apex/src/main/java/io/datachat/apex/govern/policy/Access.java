package io.datachat.apex.govern.policy;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The access rules of a project as they are written, not yet bound to tables.
///
/// @param salt mixed into what the hashing masks show, so that nobody can find a value by hashing guesses; empty when
/// none is given
public record Access(List<Role> roles, String salt) {
    /// No roles: everybody who can ask sees everything.
    public static final Access OPEN = new Access(List.of(), "");

    public Access {
        roles = List.copyOf(roles);
    }

    /// @param what is not done for others: `to build a rollup`
    public static Rejection administratorsOnly(String what) {
        return new Rejection(Problem.of(PolicyCode.ADMINISTRATORS_ONLY, "you must be an administrator " + what));
    }

    /// The salt is a secret.
    @Override
    public String toString() {
        return "Access[" + roles + "]";
    }

    /// @param writes   tables that it may write, `table` or `schema.table`, once their database opens them
    /// @param approves whether it may approve what others want to write
    public record Role(String name, List<TableRule> tables, List<String> writes, boolean approves) {
        public Role {
            tables = List.copyOf(tables);
            writes = List.copyOf(writes);
        }

        public Role(String name, List<TableRule> tables) {
            this(name, tables, List.of(), false);
        }
    }

    /// What a role sees of one table. A table without a rule is seen as it is.
    ///
    /// @param database      null for the default database
    /// @param rows          which rows; null for all
    /// @param hidden        columns that are not there
    /// @param masks         what stands in the place of a column
    /// @param forbidden     whether the table is not there at all
    /// @param smallestGroup of how many rows a shown value must be at least; 1 when single rows may be shown
    public record TableRule(
            @Nullable String database,
            Clause table,
            @Nullable Clause rows,
            List<Clause> hidden,
            List<Masked> masks,
            boolean forbidden,
            int smallestGroup) {
        public TableRule {
            hidden = List.copyOf(hidden);
            masks = List.copyOf(masks);
        }
    }

    /// A text and where it stands.
    public record Clause(String text, @Nullable Place place) {}

    public record Masked(Clause column, Clause mask) {}
}
