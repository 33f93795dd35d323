package io.datachat.apex.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Hosting.Issuer;
import io.datachat.apex.project.Hosting.Rate;
import io.datachat.apex.project.Project.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What datachat.yaml says of the server, its state, its limits and whose tokens it takes.
class HostingTest {
    private static final String DATABASES = "databases: {shop: {type: duckdb, path: shop.duckdb}}\n";

    @TempDir
    Path folder;

    private Project read(String text) {
        return ProjectReader.read(folder, DATABASES + text, Environment.of(Map.of("PW", "s3cr3t")))
                .project();
    }

    private String wrong(String text) {
        return assertThrows(Rejection.class, () -> read(text)).problems().stream()
                .map(Problem::line)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void without_a_word_it_is_this_machine_a_file_and_the_usual_limits() {
        assertEquals(Hosting.DEFAULT, read("").hosting());
        assertEquals(Map.of(), read("").limits().costs());
    }

    @Test
    void rates_of_roles_stand_above_those_of_everybody() {
        var rates = read("limits: {per_minute: 20, roles: {analyst: {per_minute: 100}, robot: {concurrent: 9}}}\n")
                .hosting()
                .rates();
        assertEquals(new Rate(20, 3), rates.of(Set.of()));
        assertEquals(new Rate(100, 3), rates.of(Set.of("analyst", "nobody")));
        assertEquals(new Rate(100, 9), rates.of(Set.of("analyst", "robot")));
        assertEquals(
                "datachat.yaml:2:22: limits.per_minute cannot be 0 [PJ011]; choose 1 or more",
                wrong("limits: {per_minute: 0}\n"));
    }

    @Test
    void a_state_on_postgresql_keeps_its_password_out_of_its_address() {
        var state = read("state: {url: 'postgresql://ann:${env:PW}@db:5432/state'}\n")
                .hosting()
                .state();
        assertEquals("jdbc:postgresql://db:5432/state", String.valueOf(state == null ? null : state.url()));
        assertEquals("ann", state == null ? null : state.user());
        assertEquals(
                "s3cr3t",
                state == null || state.password() == null
                        ? null
                        : state.password().reveal());
        assertEquals("", wrong("state: {user: ann}\n").replaceAll("(?s).*'state' has no 'url'.*", ""));
    }

    @Test
    void an_issuer_of_tokens_needs_a_name_an_audience_and_keys() throws IOException {
        assertNull(read("server: {port: 8080}\n").hosting().tokens());
        Files.writeString(folder.resolve("keys.json"), "{\"keys\": []}");
        var tokens = "server: {tokens: {issuer: 'https://login.example.com', audience: datachat, keys: KEYS,"
                + " attributes: {region: sales_region}}}\n";
        assertEquals(
                new Issuer(
                        "https://login.example.com",
                        "datachat",
                        folder.resolve("keys.json").toUri(),
                        "sub",
                        "roles",
                        null,
                        Map.of("region", "sales_region")),
                read(tokens.replace("KEYS", "keys.json")).hosting().tokens());
        for (var address : new String[] {"https://login.example.com/keys", "http://127.0.0.1:9/keys"}) {
            var issuer =
                    read(tokens.replace("KEYS", "'" + address + "'")).hosting().tokens();
            assertEquals(URI.create(address), issuer == null ? null : issuer.keys());
        }
        for (var address : new String[] {"http://login.example.com/keys", "ftp://127.0.0.1/keys", "https://"})
            assertEquals(
                    "",
                    wrong(tokens.replace("KEYS", "'" + address + "'"))
                            .replaceAll("(?s).*the address .* is not https \\[PJ017].*", ""),
                    address);
        assertEquals(
                "",
                wrong(tokens.replace("KEYS", "none.json")).replaceAll("(?s).*the file 'none.json' .*\\[PJ017].*", ""));
        assertEquals(3, wrong("server: {tokens: {}}\n").split("\n", -1).length);
    }

    @Test
    void a_limit_of_costs_names_a_database_that_is_there() {
        assertEquals(
                Map.of("shop", 5000L),
                read("limits: {costs: {shop: 5000}}\n").limits().costs());
        assertEquals(
                "", wrong("limits: {costs: {shp: 5000}}\n").replaceAll("(?s).*'shp', which is not one.*shop.*", ""));
        assertEquals("", wrong("limits: {costs: {shop: 0}}\n").replaceAll("(?s).*cannot be 0.*", ""));
    }
}
