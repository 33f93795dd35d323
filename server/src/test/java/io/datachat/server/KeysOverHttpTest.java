package io.datachat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Hosting;
import io.datachat.apex.project.Hosting.Rate;
import io.datachat.apex.project.Hosting.Rates;
import io.datachat.apex.project.Project;
import io.datachat.server.Client.Reply;
import io.datachat.server.state.State;
import io.datachat.server.state.people.People;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may call once there are users, and how often.
class KeysOverHttpTest {
    private static final String ORDERS = "{\"metrics\": [\"orders\"]}";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private Project project;

    @BeforeEach
    void write() throws Exception {
        project = SmallShop.in(folder);
    }

    private People.Fresh user(String name, boolean administrator, Duration lasts) {
        try (var state = State.open(project, InstantSource.fixed(NOW))) {
            var people = state.people();
            people.add(name, Set.of("analyst"), Map.of("region", "EU"), administrator);
            return people.issue(name, "test", lasts);
        }
    }

    private DataChatServer start() {
        return DataChatServer.start(project, new Listening("127.0.0.1", 0, InstantSource.fixed(NOW)));
    }

    private static Reply ask(Client client, String key) throws Exception {
        return client.send(client.to("/api/v1/metrics/query")
                .headers("Content-Type", "application/json", "Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(ORDERS))
                .build());
    }

    @Test
    void with_users_a_call_needs_a_key() throws Exception {
        var ann = user("ann", false, Duration.ofDays(1));
        try (var server = start()) {
            var client = Client.of(server);
            var none = client.query(ORDERS);
            assertEquals("401 HT017 the call shows no key", none.refusal());
            assertEquals(
                    "Bearer realm=\"datachat\"",
                    none.response().headers().firstValue("WWW-Authenticate").orElse(""));
            assertEquals(200, ask(client, ann.key()).status());
            assertEquals(
                    "ann",
                    server.state()
                            .trail()
                            .search(
                                    new io.datachat.server.state.audit.Trail.Search(
                                            null, null, null, null, null, null, null, null),
                                    null,
                                    9)
                            .questions()
                            .getFirst()
                            .viewer());
            assertEquals(200, client.get("/api/v1/version").status());
            assertEquals(200, client.get("/").status());
            assertEquals(401, client.get("/api/v1/metrics").status());
        }
    }

    @Test
    void every_key_that_is_not_valid_gets_the_same_answer() throws Exception {
        var ann = user("ann", false, Duration.ofDays(1));
        var bob = user("bob", false, Duration.ZERO);
        var cid = user("cid", false, Duration.ofDays(1));
        try (var state = State.open(project, InstantSource.fixed(NOW))) {
            state.people().revoke(cid.about().prefix());
        }
        var other = ann.key().substring(0, ann.key().length() - 1) + (ann.key().endsWith("A") ? "B" : "A");
        var unknown = "dck_000000000000" + ann.key().substring("dck_000000000000".length());
        try (var server = start()) {
            var client = Client.of(server);
            for (var key : new String[] {
                bob.key(), cid.key(), other, unknown, "x", "", ann.about().prefix()
            }) assertEquals("401 HT018 the key is not valid", ask(client, key).refusal(), key);
            assertEquals(200, ask(client, ann.key()).status());
        }
    }

    @Test
    void who_is_no_administrator_does_not_read_what_others_asked() throws Exception {
        var ann = user("ann", false, Duration.ofDays(1));
        var root = user("root", true, Duration.ofDays(1));
        try (var server = start()) {
            var client = Client.of(server);
            for (var path : new String[] {
                "/api/v1/audit",
                "/api/v1/audit/verify",
                "/api/v1/audit/",
                "//api/v1/audit",
                "/api/v1/%61udit",
                "/api/v1/datapoints"
            }) {
                var refused = client.get(path, "Authorization", "Bearer " + ann.key());
                assertTrue(refused.status() == 403 || refused.status() == 404, path + " " + refused.status());
            }
            ask(client, ann.key());
            var seen = client.get("/api/v1/audit?user=ann&limit=5", "Authorization", "Bearer " + root.key());
            assertEquals(200, seen.status(), seen.text());
            assertTrue(seen.text().contains("\"result\":\"answered\""), seen.text());
            var verified = client.get("/api/v1/audit/verify", "Authorization", "Bearer " + root.key());
            assertTrue(verified.text().contains("\"whole\":true"), verified.text());
        }
    }

    @Test
    void the_key_itself_is_nowhere() throws Exception {
        var ann = user("ann", false, Duration.ofDays(1));
        var secret = ann.key().substring(ann.about().prefix().length() + 1);
        try (var server = start()) {
            ask(Client.of(server), ann.key());
        }
        try (var files = java.nio.file.Files.walk(project.state())) {
            for (var file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
                var text = new String(
                        java.nio.file.Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(secret), file.toString());
            }
        }
        assertFalse(ann.toString().contains(secret));
    }

    @Test
    void beyond_this_machine_there_must_be_users() throws Exception {
        var everywhere = new Listening("0.0.0.0", 0, InstantSource.fixed(NOW));
        var refused = assertThrows(Rejection.class, () -> DataChatServer.start(project, everywhere));
        assertEquals("HT013", refused.problems().getFirst().code().id());
        var ann = user("ann", false, Duration.ofDays(1));
        try (var server = DataChatServer.start(project, everywhere)) {
            var client = Client.of(server);
            assertEquals(401, client.query(ORDERS).status());
            assertEquals(200, ask(client, ann.key()).status());
        }
    }

    @Test
    void who_asks_too_often_is_told_when_to_come_back() throws Exception {
        project = limited(new Rates(new Rate(2, 1), Map.of("analyst", new Rate(3, 1))));
        var ann = user("ann", false, Duration.ofDays(1));
        var bob = user("bob", false, Duration.ofDays(1));
        try (var server = start()) {
            var client = Client.of(server);
            for (var i = 0; i < 3; i++) assertEquals(200, ask(client, ann.key()).status());
            var refused = ask(client, ann.key());
            assertEquals("429 HT020 you asked more than 3 questions a minute", refused.refusal());
            var seconds = Integer.parseInt(
                    refused.response().headers().firstValue("Retry-After").orElse("0"));
            assertTrue(seconds >= 1 && seconds <= 20, "Retry-After " + seconds);
            assertEquals(200, ask(client, bob.key()).status(), "each has a minute of their own");
        }
    }

    private Project limited(Rates rates) {
        return new Project(
                project.root(),
                project.name(),
                project.databases(),
                project.defaultDatabase(),
                project.zone(),
                project.limits(),
                project.port(),
                project.almanac(),
                project.access(),
                new Hosting(Hosting.LOOPBACK, null, rates, null));
    }
}
