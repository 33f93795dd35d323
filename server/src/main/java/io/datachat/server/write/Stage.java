package io.datachat.server.write;

import io.datachat.apex.Apex;
import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.change.Changes;
import io.datachat.apex.change.Seen;
import io.datachat.apex.plan.write.WriteCode;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.WriteQuery;
import org.jspecify.annotations.Nullable;

/// The staging of a database, for one write: it is tried there beside the rehearsal, and done there before it is made
/// final. Without a staging nothing is asked of it.
final class Stage {
    private final Apex apex;
    private final WriteQuery query;
    private final Asking asking;
    private final @Nullable String name;

    Stage(Apex apex, String database, WriteQuery query, Asking asking) {
        this.apex = apex;
        this.query = query;
        this.asking = asking;
        var writes = apex.project().database(database).writes();
        this.name = writes == null ? null : writes.staging();
    }

    /// @param seen of the database itself
    /// @throws Rejection when the same write is another one in staging
    Seen compared(Seen seen) {
        if (name == null) return seen;
        requireSame(seen, changes(Kind.PROPOSAL, name).rehearse(), name);
        return seen.noting("staging " + name + ": the same rows, with the same values before and after");
    }

    /// Does it in staging, for good.
    void perform(Seen done) {
        if (name == null) return;
        var tried = changes(Kind.PROPOSAL, name).rehearse();
        requireSame(done, tried, name);
        var _ = changes(Kind.WRITE, name).perform(tried.bound(), (staged, _) -> requireSame(done, staged, name));
    }

    private Changes changes(Kind kind, String staging) {
        return apex.changes(kind, query.on(staging), asking);
    }

    private static void requireSame(Seen here, Seen staged, String staging) {
        if (!here.columns().equals(staged.columns()))
            throw differs(staging, "the columns of " + here.table() + " are others there");
        if (here.rows() != staged.rows())
            throw differs(
                    staging,
                    "it touches " + staged.rows() + " rows there, and " + here.rows() + " in '" + here.database()
                            + "'");
        if (!here.hashes().before().equals(staged.hashes().before()))
            throw differs(staging, "the rows that it changes hold other values there");
        if (!here.hashes().written().equals(staged.hashes().written()))
            throw differs(staging, "it writes other values there");
    }

    private static Rejection differs(String staging, String how) {
        return new Rejection(Problem.of(WriteCode.STAGING_DIFFERS, "staging '" + staging + "': " + how)
                .hint("bring the staging up to date, then propose it again with --write"));
    }
}
