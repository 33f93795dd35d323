package io.datachat.tests.write;

import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.query.Viewer;
import java.nio.file.Path;
import java.util.Optional;

/// A process that does an approved write and dies at one step of it.
final class Dying {
    private static final int KILLED = 137;

    private Dying() {}

    enum Step {
        /// The statement ran, the turn is not taken.
        BEFORE_TURN,
        /// The turn is taken, the number of the transaction is written down.
        AFTER_TURN,
        /// The database has it, the state does not know.
        AFTER_COMMIT
    }

    /// `folder approval step`
    public static void main(String[] arguments) {
        var step = Step.valueOf(arguments[2]);
        var id = arguments[1];
        var desks = new Desks(Path.of(arguments[0]));
        var asking = desks.asking(Viewer.LOCAL);
        var approval = desks.desk().find(id, Viewer.LOCAL);
        desks.apex()
                .changes(Kind.WRITE, CrashTest.WRITE, asking)
                .perform(approval.bound(), (_, number) -> die(desks, id, number, step));
        if (step == Step.AFTER_COMMIT) Runtime.getRuntime().halt(KILLED);
    }

    /// What the desk does at the last moment, and then nothing more.
    private static void die(Desks desks, String id, Optional<String> number, Step step) {
        if (step == Step.BEFORE_TURN) Runtime.getRuntime().halt(KILLED);
        desks.state().approvals().begin(id, number);
        if (step == Step.AFTER_TURN) Runtime.getRuntime().halt(KILLED);
    }
}
