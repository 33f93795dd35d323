package io.datachat.tests.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.Apex;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What rules say, alone and together; and that a rule that cannot be understood opens nothing.
class RulesTest {
    private static final String MAIL = "SELECT id, region, mail FROM people";

    @TempDir
    Path folder;

    @Test
    void several_roles_show_what_one_of_them_shows() throws IOException, SQLException {
        var access = """
            access:
              roles:
                europe: {tables: [{table: people, rows: "region = 'EU'", masks: {mail: "'***'"}}]}
                america: {tables: [{table: people, rows: "region = 'US'"}]}
                everywhere: {tables: [{table: people, hidden: [mail], masks: {region: "'?'"}}]}
                closed: {tables: [{table: people, forbidden: true}]}
            """;
        try (var apex = open(access)) {
            assertEquals("1 | EU | ***", seen(apex, MAIL, "europe"));
            assertEquals("1 | EU | ***\n2 | US | b@x", seen(apex, MAIL, "europe", "america", "closed"));
            assertEquals("1 | ?\n2 | ?\n3 | ?", seen(apex, "SELECT * FROM people", "everywhere"));
            assertEquals("1 | ? | NULL\n2 | US | b@x\n3 | ? | NULL", seen(apex, MAIL, "everywhere", "america"));
            assertTrue(seen(apex, MAIL, "everywhere").contains("unknown column 'mail'"));
            assertTrue(seen(apex, MAIL, "closed").contains("unknown table 'people'"));
            assertTrue(seen(apex, MAIL).contains("unknown table 'people'"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {table: peple, forbidden: true}                       | RU101 | people
        {table: people, hidden: [mial]}                       | RU102 | mail
        {table: people, masks: {mial: "'x'"}}                 | RU102 | mail
        {table: people, masks: {id: email}}                   | RU103 | a text
        {table: people, masks: {id: "mail"}}                  | RU103 | expression of type
        {table: people, masks: {mail: emial}}                 | RU103 | email
        {table: people, masks: {mail: email}}                 | RU104 | salt
        {table: people, rows: "regoin = 'EU'"}                | RU105 | region
        {table: people, rows: "region"}                       | RU105 | condition
        {table: people, rows: "region = '{viewer.region}'"}   | RU105 | quotes
        {table: people, rows: "id in (select 1)"}             | RU105 | id
        """)
    void a_rule_that_is_wrong_closes_everything(String rule, String code, String said)
            throws IOException, SQLException {
        try (var apex = open("access:\n  roles:\n    europe:\n      tables:\n        - " + rule + "\n")) {
            var told = apex.problems().stream().map(Problem::line).collect(Collectors.joining("\n"));
            assertTrue(told.contains(code) && told.contains(said), told);
            assertTrue(seen(apex, MAIL, "europe").contains("RU201"));
            assertTrue(seen(apex, MAIL).contains("RU201"));
            assertTrue(Learned.sql(apex, Vault.asking(Viewer.LOCAL), MAIL).answered());
        }
    }

    private static String seen(Apex apex, String sql, String... roles) {
        return Learned.sql(apex, Vault.asking(new Viewer("ann", Set.of(roles), false)), sql)
                .table();
    }

    private Apex open(String access) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, region VARCHAR, mail VARCHAR)");
            statement.execute("INSERT INTO people VALUES (1, 'EU', 'a@x'), (2, 'US', 'b@x'), (3, NULL, 'c@x')");
        }
        Files.writeString(
                folder.resolve("datachat.yaml"), "name: shop\ndatabases:\n  main: {path: shop.duckdb}\n" + access);
        return Apex.open(ProjectFolder.open(folder, Environment.of(Map.of())).project(), Vault.NOW);
    }
}
