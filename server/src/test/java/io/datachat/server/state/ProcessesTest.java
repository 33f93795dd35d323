package io.datachat.server.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.server.state.audit.Trail.Search;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes of one project share the file of its state.
class ProcessesTest {
    @TempDir
    Path folder;

    @Test
    void processes_that_come_and_go_keep_one_chain() throws Exception {
        var project = Stored.H2.project(folder);
        // The first one has the file and serves the others; when it ends, one of them takes it over.
        var first = start(60, "end");
        var second = start(120, "end");
        try (var state = State.open(project, InstantSource.system())) {
            for (var i = 0; i < 200; i++) Writing.question(state, i);
            assertEquals("", ended(first));
            assertEquals("", ended(second));
            Writing.question(state, 200);
            var verified = state.trail().verify(null);
            assertEquals(List.of(), verified.findings());
            assertEquals(2 * (60 + 120 + 201), verified.records());
            assertEquals(0, verified.unanswered());
        }
    }

    @Test
    void a_crash_between_intent_and_outcome_is_seen_as_an_intent_without_outcome() throws Exception {
        var project = Stored.H2.project(folder);
        assertEquals("1", ended(start(3, "crash")));
        try (var state = State.open(project, InstantSource.system())) {
            var verified = state.trail().verify(null);
            assertEquals(List.of(), verified.findings());
            assertEquals(1, verified.unanswered());
            var search = new Search(null, null, null, null, null, null, "none", null);
            assertEquals(
                    "cut off",
                    state.trail().search(search, null, 5).questions().getFirst().asked());
        }
    }

    @Test
    void the_journal_of_a_living_process_is_left_alone() throws Exception {
        var project = Stored.H2.project(folder);
        try (var state = State.open(project, InstantSource.system())) {
            Writing.question(state, 0);
            state.trail();
            assertEquals("", ended(start(1, "end")));
            try (var journals = Files.newDirectoryStream(project.state(), "audit.*.journal")) {
                assertTrue(journals.iterator().hasNext(), "it was taken for one that a crash left");
            }
        }
    }

    private Process start(int questions, String end) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", classPath(), Writing.class.getName()));
        command.addAll(List.of(folder.toString(), String.valueOf(questions), end));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "log", ".txt").toFile())
                .start();
    }

    /// Surefire gives the class path in a jar of its own.
    private static String classPath() {
        var given = System.getProperty("surefire.test.class.path");
        return given != null ? given : System.getProperty("java.class.path");
    }

    private String ended(Process process) throws InterruptedException {
        var code = process.waitFor();
        return code == 0 ? "" : String.valueOf(code);
    }
}
