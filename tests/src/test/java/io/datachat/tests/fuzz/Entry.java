package io.datachat.tests.fuzz;

import io.datachat.apex.Apex;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.problem.ProblemCode;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectReader;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.world.World;
import io.datachat.tests.world.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/// Where texts come in. A text is accepted or refused with problems; anything else that is thrown is a failure.
enum Entry {
    SQL {
        @Override
        Corpus corpus() {
            return Corpus.sql();
        }

        @Override
        boolean takes(String text, Apex apex) {
            var query = new SqlQuery(text, Map.of(), null, null, ROWS);
            var written =
                    apex.dryRun(query, Asking.local(Engine.AS_OF)).receipt().sql();
            if (written.isBlank()) throw new IllegalStateException("accepted, but nothing was written");
            try {
                apex.answer(query, Asking.local(Engine.AS_OF));
            } catch (Rejection late) {
                if (!HAPPENS.contains(late.problems().getFirst().code()))
                    throw new IllegalStateException(
                            "accepted, but it does not run: " + late.problems() + "\n" + written, late);
            }
            return true;
        }
    },
    YAML {
        @Override
        Corpus corpus() {
            return Corpus.yaml();
        }

        @Override
        boolean takes(String text, Apex apex) {
            var library = LibraryReader.read(Map.of("fuzz.yaml", text), LibraryReader.Reading.NOTHING)
                    .library();
            var model = apex.bind(library);
            told(library.problems().stream().map(Object::toString).toList().toString());
            told(model.problems().toString());
            return library.problems().isEmpty();
        }
    },
    PROJECT {
        @Override
        Corpus corpus() {
            return Corpus.projects();
        }

        @Override
        boolean takes(String text, Apex apex) {
            told(ProjectReader.read(Path.of("."), text, Environment.of(Map.of()))
                    .toString());
            return true;
        }
    };

    static final World WORLD = Worlds.of(3);
    private static final int ROWS = 1_000;

    /// What a query that is right may come to in a database.
    private static final Set<ProblemCode> HAPPENS =
            Set.of(WarehouseCode.VALUE_FAILED, WarehouseCode.TIMED_OUT, WarehouseCode.OUT_OF_RESOURCES);

    abstract Corpus corpus();

    /// @return whether nothing was wrong
    /// @throws Rejection when it is refused
    abstract boolean takes(String text, Apex apex);

    private static void told(String text) {
        if (text.isEmpty()) throw new IllegalStateException("nothing was said");
    }

    /// Whether it was taken; every refusal has problems with words.
    boolean judge(String text, Apex apex) {
        try {
            return takes(text, apex);
        } catch (Rejection refused) {
            if (refused.problems().isEmpty()) throw new IllegalStateException("refused without a problem", refused);
            for (var problem : refused.problems()) {
                if (problem.message().isBlank()) throw new IllegalStateException("refused without words", refused);
                if (problem.code().status() >= 500)
                    throw new IllegalStateException("an internal error as a problem: " + problem.line(), refused);
            }
            return false;
        }
    }

    static Engine engine(Path folder) throws IOException, SQLException {
        return Engine.over(WORLD, Backend.DUCKDB, Files.createDirectories(folder));
    }
}
