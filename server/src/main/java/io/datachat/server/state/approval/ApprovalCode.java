package io.datachat.server.state.approval;

import io.datachat.apex.problem.ProblemCode;

/// What can be wrong with approvals.
public enum ApprovalCode implements ProblemCode {
    UNKNOWN("AP101", 404, "Unknown approval", "`datachat approvals` lists all that you may see."),
    NOT_OPEN(
            "AP102",
            409,
            "Not in that state",
            "A proposal is approved or rejected once, before it expires; an approved one is done once, before it"
                    + " expires. What was done, was rejected or expired must be proposed again."),
    NOT_YOU(
            "AP103",
            403,
            "Not yours to decide",
            "Whoever proposed a write does not approve it, unless they are the only person of a project without users."
                    + " Approving takes an administrator, or a role with `approves: true` that sees the tables whole."),
    NOT_APPROVED(
            "AP104",
            403,
            "Not approved",
            "The second key is missing: somebody must approve the proposal before it is done.");

    private final String id;
    private final int status;
    private final String title;
    private final String help;

    ApprovalCode(String id, int status, String title, String help) {
        this.id = id;
        this.status = status;
        this.title = title;
        this.help = help;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public int status() {
        return status;
    }
}
