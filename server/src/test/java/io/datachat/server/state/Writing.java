package io.datachat.server.state;

import io.datachat.apex.audit.Intent;
import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.audit.Intent.Touched;
import io.datachat.apex.audit.Outcome;
import io.datachat.apex.audit.Outcome.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;

/// Another process of the same project: writes so many questions, then ends as it is told.
final class Writing {
    private Writing() {}

    /// `folder count end|crash`
    public static void main(String[] arguments) throws Exception {
        var project = Stored.H2.project(Path.of(arguments[0]));
        var audit = State.open(project, InstantSource.system());
        for (var i = 0; i < Integer.parseInt(arguments[1]); i++) question(audit, i);
        if (arguments[2].equals("crash")) {
            audit.audit().begin(intent("cut off"));
            Runtime.getRuntime().halt(1);
        }
        audit.close();
    }

    static void question(State state, int number) {
        state.audit()
                .begin(intent("question " + number))
                .end(new Outcome(Result.ANSWERED, number, null, Duration.ofMillis(1), null));
    }

    private static Intent intent(String asked) {
        return new Intent(
                Kind.QUERY,
                "process " + ProcessHandle.current().pid(),
                Set.of(),
                Instant.EPOCH,
                ZoneId.of("UTC"),
                asked,
                null,
                Touched.NOTHING);
    }
}
