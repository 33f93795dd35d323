package io.datachat.apex.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectText.NewDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectTextTest {
    private static final NewDatabase SHOP = NewDatabase.at("shop", "data/my shop.duckdb");
    private static final NewDatabase WH =
            NewDatabase.at("wh", "postgres://ann:p%40ss@db.example.com:5433/wh?sslmode=require");

    @Test
    void a_fresh_file_names_its_databases_and_never_a_password() {
        assertEquals("""
            version: 1
            name: "Web shop"
            databases:
              shop:
                type: duckdb
                path: "data/my shop.duckdb"
              wh:
                type: postgresql
                url: "postgresql://db.example.com:5433/wh?sslmode=require"
                user: ann
                password: "${env:WH_PASSWORD}"
            default_database: shop
            """, ProjectText.fresh("Web shop", List.of(SHOP, WH)));
        var opened = ProjectReader.read(
                Path.of("x"),
                ProjectText.fresh("Web shop", List.of(SHOP, WH)),
                Environment.of(Map.of("WH_PASSWORD", "p@ss")));
        assertEquals("ann", opened.project().databases().get(1).user());
        assertEquals(List.of(), opened.warnings());
    }

    @Test
    void a_database_is_added_below_the_others_and_the_rest_stays_as_it_was() {
        var before = """
            # our project
            databases:   # two of them
                shop: {path: shop.duckdb}  # the demo

                old:
                    path: old.duckdb
                    # kept for the books

            # where to begin
            default_database: shop
            """;
        assertEquals(
                before.replace(
                        "books\n",
                        "books\n"
                                + "    wh:\n"
                                + "      type: postgresql\n"
                                + "      url: \"postgresql://db.example.com:5433/wh?sslmode=require\"\n"
                                + "      user: ann\n"
                                + "      password: \"${env:WH_PASSWORD}\"\n"),
                ProjectText.with(before, WH));
    }

    @Test
    void the_only_database_so_far_becomes_the_default() {
        var before = "databases:\n  old: {path: old.duckdb}\nname: x\n";
        var after = ProjectText.with(before, SHOP);
        assertEquals("""
            databases:
              old: {path: old.duckdb}
              shop:
                type: duckdb
                path: "data/my shop.duckdb"
            name: x
            default_database: old
            """, after);
        assertEquals(
                "old",
                ProjectReader.read(Path.of("x"), after, Environment.of(Map.of()))
                        .project()
                        .defaultDatabase());
    }

    @Test
    void a_file_without_databases_gets_the_list() {
        assertEquals(
                "name: x\ndatabases:\n  shop:\n    type: duckdb\n    path: \"data/my shop.duckdb\"\n",
                ProjectText.with("name: x\n", SHOP));
        assertEquals(
                "name: x\ndatabases:\n  shop:\n    type: duckdb\n    path: \"data/my shop.duckdb\"\n",
                ProjectText.with("name: x\ndatabases:\n", SHOP));
        assertTrue(ProjectText.with("", SHOP).startsWith("version: 1\ndatabases:\n"), ProjectText.with("", SHOP));
    }

    @Test
    void what_a_program_should_not_edit_is_left_to_people() {
        assertEquals(
                """
                the databases of datachat.yaml are not written one below the other [PJ013]; add by hand:
                  shop:
                    type: duckdb
                    path: "data/my shop.duckdb\"\
                """,
                assertThrows(Rejection.class, () -> ProjectText.with("databases: {a: {path: a.duckdb}}\n", SHOP))
                        .getMessage());
        assertEquals(
                "datachat.yaml:2:3: there is a database 'shop' already [PJ012]; choose another name, or change the"
                        + " entry in datachat.yaml",
                assertThrows(Rejection.class, () -> ProjectText.with("databases:\n  shop: {path: a}\n", SHOP))
                        .getMessage());
        assertEquals(
                "'My Shop' cannot be the name of a database [PJ012]; use lower snake case, such as shop or web_shop",
                assertThrows(Rejection.class, () -> ProjectText.fresh("x", List.of(NewDatabase.at("My Shop", "a"))))
                        .getMessage());
    }
}
