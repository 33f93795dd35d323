package io.datachat.tests.faults;

import io.datachat.apex.catalog.Backend;
import io.datachat.tests.differential.Differential;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Runs inside the copy of the engine that has the fault.
public final class Probe {
    private static final int PER_WORLD = 12;

    private Probe() {}

    /// Every wrong answer that is not known; stops after the world with the first one unless all are wanted.
    ///
    /// @param known the wrong answers of an engine without the fault
    public static Set<String> run(Path folder, int worlds, Set<String> known, boolean all)
            throws IOException, SQLException {
        var wrong = new LinkedHashSet<String>();
        for (var seed = 1L; seed <= worlds; seed++) {
            var differential = new Differential(List.of(Backend.DUCKDB), folder).unshrunk();
            differential.run(seed, PER_WORLD);
            differential.wrong.stream()
                    .map(failure -> failure.lines().findFirst().orElse(""))
                    .filter(failure -> !known.contains(failure))
                    .forEach(wrong::add);
            if (!wrong.isEmpty() && !all) return wrong;
        }
        return wrong;
    }
}
