package io.datachat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.server.problems.ServerCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLifeTest {
    @TempDir
    Path folder;

    private Project project;

    @BeforeEach
    void write() throws Exception {
        project = SmallShop.in(folder);
    }

    @Test
    void a_running_server_leaves_its_address_for_its_owner_and_takes_it_away() throws Exception {
        var file = project.state().resolve("server.json");
        try (var server = DataChatServer.start(project, Listening.onPort(0))) {
            var found = ServerFile.running(project).orElseThrow();
            assertEquals(server.port(), found.port());
            assertEquals(server.url(), found.url());
            assertEquals(ProcessHandle.current().pid(), found.pid());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(project.state())));
            var client = Client.of(server);
            assertEquals(
                    200,
                    client.get("/api/v1/version", "Authorization", "Bearer " + found.token())
                            .status());
        }
        assertFalse(Files.exists(file));
        assertTrue(ServerFile.running(project).isEmpty());
    }

    @Test
    void the_address_that_is_listened_on_is_the_one_that_is_left() {
        try (var server = DataChatServer.start(project, new Listening("localhost", 0, InstantSource.system()))) {
            var found = ServerFile.running(project).orElseThrow();
            assertEquals("http://localhost:" + server.port(), found.url());
        }
    }

    @Test
    void a_second_server_of_the_same_project_is_refused() {
        try (var _ = DataChatServer.start(project, Listening.onPort(0))) {
            assertEquals(ServerCode.ALREADY_RUNNING, refusal(Listening.onPort(0)));
        }
    }

    @Test
    void a_file_left_by_a_killed_server_does_not_matter() throws Exception {
        Files.createDirectories(project.state());
        Files.writeString(
                project.state().resolve("server.json"),
                "{\"host\":\"127.0.0.1\",\"port\":1,\"token\":\"t\",\"version\":\"v\",\"pid\":99999999}\n");
        try (var server = DataChatServer.start(project, Listening.onPort(0))) {
            assertEquals(
                    server.port(), ServerFile.running(project).orElseThrow().port());
        }
    }

    @Test
    void a_taken_port_is_refused() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertEquals(ServerCode.PORT_TAKEN, refusal(Listening.onPort(taken.getLocalPort())));
        }
        assertFalse(Files.exists(project.state().resolve("server.json")));
    }

    @Test
    void addresses_beyond_this_machine_are_refused() {
        for (var host : new String[] {"0.0.0.0", "::", "10.1.2.3", "no such host"})
            assertEquals(ServerCode.NOT_LOOPBACK, refusal(new Listening(host, 0, InstantSource.system())), host);
    }

    private Object refusal(Listening listening) {
        return assertThrows(
                        Rejection.class,
                        () -> DataChatServer.start(project, listening).close())
                .problems()
                .getFirst()
                .code();
    }
}
