package io.datachat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.server.Client.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of an identity provider, true and false ones.
@Timeout(120)
class SignedTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ISSUER = "https://login.example.com";

    @TempDir
    Path folder;

    private DataChatServer start(String keys) throws Exception {
        SmallShop.in(folder);
        Files.writeString(folder.resolve("datachat.yaml"), """
            name: small_shop
            databases:
              shop: {type: duckdb, path: shop.duckdb}
            access:
              roles:
                - name: north
                  tables:
                    - {table: customers, rows: "region = {viewer.region}"}
            server:
              tokens:
                issuer: https://login.example.com
                audience: datachat
                keys: KEYS
                name_claim: email
                roles_claim: realm.roles
                administrators: platform
                attributes: {region: sales_region}
            """.replace("KEYS", keys));
        var project = ProjectFolder.open(folder, Map.<String, String>of()::get).project();
        return DataChatServer.start(project, new Listening("127.0.0.1", 0, InstantSource.fixed(NOW)));
    }

    private static RSAKey key() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    }

    private static JWTClaimsSet.Builder ann() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("datachat")
                .expirationTime(Date.from(NOW.plus(Duration.ofMinutes(5))))
                .claim("email", "ann@example.com")
                .claim("sales_region", "North")
                .claim("realm", Map.of("roles", List.of("north")));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static Reply customers(Client client, String token) throws Exception {
        return client.send(client.to("/api/v1/sql/execute")
                .headers("Content-Type", "application/json", "Accept", "text/csv, application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"sql\": \"SELECT region FROM customers ORDER BY id\"}"))
                .build());
    }

    @Test
    void a_token_says_who_asks_and_what_they_may_see() throws Exception {
        var key = key();
        Files.writeString(folder.resolve("keys.json"), new JWKSet(key).toString());
        try (var server = start("keys.json")) {
            var client = Client.of(server);
            assertEquals(
                    "401 HT017 the call shows no key",
                    client.query("{\"metrics\": [\"orders\"]}").refusal());
            assertEquals(
                    "region\r\nNorth\r\n",
                    customers(client, signed(key, ann().build())).text());
            var platform = ann().claim("realm", Map.of("roles", List.of("platform")))
                    .claim("email", "root@example.com")
                    .build();
            assertTrue(customers(client, signed(key, platform)).text().contains("South"));
            var audit = client.get(
                    "/api/v1/audit?user=ann@example.com", "Authorization", "Bearer " + signed(key, platform));
            assertTrue(audit.text().contains("\"user\":\"ann@example.com\""), audit.text());
            var refused = client.get("/api/v1/audit", "Authorization", "Bearer " + signed(key, ann().build()));
            assertEquals(403, refused.status(), refused.text());
        }
    }

    @Test
    void a_token_that_cannot_be_believed_is_refused() throws Exception {
        var key = key();
        Files.writeString(folder.resolve("keys.json"), new JWKSet(key).toString());
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("another's key", signed(key(), ann().build()));
        var named = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        tokens.put("another's key under the same name", signed(named, ann().build()));
        tokens.put(
                "expired",
                signed(
                        key,
                        ann().expirationTime(Date.from(NOW.minusSeconds(120))).build()));
        tokens.put("without end", signed(key, ann().expirationTime(null).build()));
        tokens.put(
                "not yet",
                signed(key, ann().notBeforeTime(Date.from(NOW.plusSeconds(120))).build()));
        tokens.put(
                "another issuer",
                signed(key, ann().issuer("https://evil.example.com").build()));
        tokens.put("another audience", signed(key, ann().audience("mail").build()));
        tokens.put("no audience", signed(key, ann().audience((String) null).build()));
        tokens.put("no name", signed(key, ann().claim("email", null).build()));
        tokens.put(
                "a list as name",
                signed(key, ann().claim("email", List.of("ann")).build()));
        tokens.put(
                "the person at the machine",
                signed(key, ann().claim("email", "local").build()));
        tokens.put("unsigned", new PlainJWT(ann().build()).serialize());
        var shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), ann().build());
        shared.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        tokens.put("signed with the public key as a secret", shared.serialize());
        var good = signed(key, ann().build());
        var payload = signed(
                        key,
                        ann().claim("realm", Map.of("roles", List.of("platform")))
                                .build())
                .split("\\.", -1)[1];
        tokens.put("another payload", good.split("\\.", -1)[0] + "." + payload + "." + good.split("\\.", -1)[2]);
        tokens.put("no token", "a.b.c");
        tokens.put("nothing", "..");
        try (var server = start("keys.json")) {
            var client = Client.of(server);
            for (var token : tokens.entrySet()) {
                var reply = customers(client, token.getValue());
                assertEquals("401 HT022 the token is not valid", reply.refusal(), token.getKey());
                assertFalse(reply.text().contains("North"), token.getKey());
            }
            assertEquals(
                    "401 HT018 the key is not valid", customers(client, "dck_0").refusal());
            assertEquals(200, customers(client, good).status());
        }
    }

    @Test
    void keys_at_an_address_are_read_again_when_one_is_new() throws Exception {
        var first = key();
        var second = key();
        var shown = new JWKSet[] {new JWKSet(first)};
        var issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            var body = shown[0].toString().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        issuer.start();
        try (var server = start("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys")) {
            var client = Client.of(server);
            assertEquals(200, customers(client, signed(first, ann().build())).status());
            shown[0] = new JWKSet(List.of(first, second));
            assertEquals(200, customers(client, signed(second, ann().build())).status());
        } finally {
            issuer.stop(0);
        }
    }

    @Test
    void keys_that_cannot_be_read_are_said_so() throws Exception {
        var key = key();
        var issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.start();
        try (var server = start("http://127.0.0.1:" + issuer.getAddress().getPort() + "/none")) {
            assertEquals(
                    "503 HT023 the keys of https://login.example.com cannot be read at the moment",
                    customers(Client.of(server), signed(key, ann().build())).refusal());
        } finally {
            issuer.stop(0);
        }
    }
}
