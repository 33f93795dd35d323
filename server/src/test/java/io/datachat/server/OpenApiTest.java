package io.datachat.server;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.server.Client.Reply;
import io.datachat.server.OpenApi.Operation;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The OpenAPI document beside the running server: neither promises what the other does not keep.
class OpenApiTest {
    /// For people with a browser; not for programs.
    private static final Set<String> NOT_IN_THE_DOCUMENT =
            Set.of("GET /", "GET /page.css", "GET /page/{name}.js", "GET /api/v1/openapi.yaml");

    /// Their examples name a metric that the small shop does not keep a table for, or a write that it does not
    /// open.
    private static final Map<String, Integer> REFUSED_HERE = Map.of(
            "POST /api/v1/materialize/refresh", 422,
            "POST /api/v1/sql/write", 403,
            "GET /api/v1/approvals/{id}", 404,
            "POST /api/v1/approvals/{id}/approve", 404,
            "POST /api/v1/approvals/{id}/reject", 404,
            "POST /api/v1/approvals/{id}/execute", 404);

    @TempDir
    static Path folder;

    private static DataChatServer server;
    private static Client client;
    private static OpenApi document;

    @BeforeAll
    static void start() throws IOException, InterruptedException, SQLException {
        var clock = InstantSource.fixed(Instant.parse("2026-03-01T09:00:00Z"));
        server = DataChatServer.start(SmallShop.in(folder), new Listening("127.0.0.1", 0, clock));
        server.awaitReady();
        client = Client.of(server);
        document = OpenApi.read(client.get("/api/v1/openapi.yaml").text());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_document_names_every_route_of_the_server_and_no_other() {
        var documented =
                document.operations().stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
        documented.addAll(NOT_IN_THE_DOCUMENT);
        assertEquals(documented, new TreeSet<>(server.routes()));
    }

    @TestFactory
    Stream<DynamicTest> every_operation_answers_its_examples_as_documented() {
        return document.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    if (operation.bodySchema() == null) {
                        for (var all : List.of(false, true)) answers(operation, client.send(call(operation, all)));
                        return;
                    }
                    assertTrue(!operation.bodies().isEmpty(), "no example of the body");
                    for (var body : operation.bodies()) {
                        assertEquals(List.of(), document.wrong(operation.bodySchema(), body));
                        answers(operation, client.post(operation.address(false), json(body)));
                    }
                }));
    }

    private static java.net.http.HttpRequest call(Operation operation, boolean all) {
        var body = operation.method().equals("POST") ? BodyPublishers.ofString("") : BodyPublishers.noBody();
        return client.to(operation.address(all))
                .method(operation.method(), body)
                .build();
    }

    private static void answers(Operation operation, Reply reply) {
        assertEquals(REFUSED_HERE.getOrDefault(operation.name(), 200), reply.status(), reply::text);
        documented(operation, reply);
    }

    private static void documented(Operation operation, Reply reply) {
        var type = reply.type().split(";", 2)[0];
        var contents = operation.contents(reply.status());
        assertTrue(contents.containsKey(type), () -> reply.status() + " " + type + " is not in " + contents.keySet());
        var schema = OpenApi.map(contents.get(type)).get("schema");
        assertEquals(List.of(), document.wrong(requireNonNull(schema), OpenApi.value(reply.text())), reply::text);
    }

    @TestFactory
    Stream<DynamicTest> every_operation_refuses_as_documented() {
        return document.operations().stream()
                .filter(operation -> !operation.contents(400).isEmpty())
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    if (operation.bodySchema() != null)
                        refuses(operation, 400, client.post(operation.address(false), "{"));
                    var wrong = operation.path().contains("{")
                            ? operation.path().replaceAll("\\{\\w+}", "nothing_here")
                            : operation.address(false).split("\\?", 2)[0]
                                    + "?database=nowhere&limit=x&type=x&metrics=x&end=x";
                    var parameters = operation.said().containsKey("parameters");
                    if (parameters)
                        refuses(
                                operation,
                                0,
                                client.send(client.to(wrong)
                                        .method(operation.method(), BodyPublishers.noBody())
                                        .build()));
                }));
    }

    private static void refuses(Operation operation, int status, Reply reply) {
        assertTrue(
                status == 0 ? reply.status() == 400 || reply.status() == 404 : reply.status() == status,
                () -> reply.status() + " " + reply.text());
        assertEquals("application/problem+json", reply.type());
        documented(operation, reply);
    }

    @TestFactory
    Stream<DynamicTest> no_path_takes_another_method() {
        var taken = document.operations().stream().map(Operation::name).collect(Collectors.toSet());
        return document.operations().stream()
                .flatMap(operation -> Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                        .filter(method -> !taken.contains(method + " " + operation.path()))
                        // POST /api/v1/metrics/query is GET /api/v1/metrics/{id} with the id
                        // `query`.
                        .filter(method ->
                                !(operation.path().matches(".*/metrics/(query|plan)") && method.equals("GET")))
                        .map(method -> DynamicTest.dynamicTest(method + " " + operation.path(), () -> {
                            var reply = client.send(client.to(operation.address(false))
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString("{}"))
                                    .build());
                            assertEquals(405, reply.status(), reply::text);
                            assertEquals("application/problem+json", reply.type());
                        })));
    }

    /// Examples are read from YAML and sent as JSON.
    private static String json(Object value) {
        return switch (value) {
            case java.util.Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(OpenApiTest::json).collect(Collectors.joining(",", "[", "]"));
            case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            default -> String.valueOf(value);
        };
    }
}
