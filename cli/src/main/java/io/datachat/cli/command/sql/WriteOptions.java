package io.datachat.cli.command.sql;

import io.datachat.cli.session.CommonOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a write is meant: proposed, or done.
final class WriteOptions {
    @Option(
            names = "--write",
            description =
                    "Propose an INSERT, or an UPDATE with WHERE: it is tried and rolled back, and what it would do"
                            + " is shown. Nothing is changed.")
    private boolean write;

    @Option(names = "--force-write", description = "Do the write that --approval is for. Once.")
    private boolean force;

    @Option(names = "--approval", paramLabel = "ID", description = "With --force-write: an approved proposal.")
    private @Nullable String approval;

    boolean any() {
        if (write && force) throw CommonOptions.option("--force-write", "", "propose first: give --write alone");
        if (!force && approval != null)
            throw CommonOptions.option("--approval", approval, "it goes with --force-write");
        if (force && approval == null)
            throw CommonOptions.option("--force-write", "", "name an approval: --approval ID ('datachat approvals')");
        return write || force;
    }

    /// Null to propose.
    @Nullable
    String approval() {
        return approval;
    }
}
