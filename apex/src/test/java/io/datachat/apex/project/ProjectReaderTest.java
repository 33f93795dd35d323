package io.datachat.apex.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.Project.Limits;
import io.datachat.apex.project.Project.Secret;
import io.datachat.apex.time.Almanac;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectReaderTest {
    private static final Path ROOT = Path.of("web-shop");
    private static final Environment ENVIRONMENT = Environment.of(
            Map.of("WH_PASSWORD", "s3cr3t", "WH_URL", "postgres://ann:p%40ss@db:5432/wh?sslmode=require"));

    private static final String FULL = """
        version: 1
        name: shop
        databases:
          shop: {type: duckdb, path: shop.duckdb}
          wh: {type: postgresql, url: "jdbc:postgresql://localhost:5432/wh", user: analyst, password: "${env:WH_PASSWORD}", schemas: [public, sales], default_schema: sales}
        default_database: shop
        time: {zone: Europe/Vienna, week_starts: sunday, fiscal_year_starts: february}
        limits: {rows: 5000, timeout: 1m30s}
        server: {port: 9090}
        """;

    private static ProjectReader.Opened read(String text) {
        return ProjectReader.read(ROOT, text, ENVIRONMENT);
    }

    private static String wrong(String text) {
        var rejection = assertThrows(Rejection.class, () -> read(text));
        return String.join(
                "\n", rejection.problems().stream().map(Problem::line).toList());
    }

    @Test
    void a_full_file_becomes_a_project() {
        var opened = read(FULL);
        var shop = new Database("shop", Backend.DUCKDB, Path.of("shop.duckdb"), null, null, null, List.of(), null);
        var wh = new Database(
                "wh",
                Backend.POSTGRESQL,
                null,
                "jdbc:postgresql://localhost:5432/wh",
                "analyst",
                new Secret("s3cr3t"),
                List.of("public", "sales"),
                "sales");
        assertEquals(
                new Project(
                        ROOT,
                        "shop",
                        List.of(shop, wh),
                        "shop",
                        ZoneId.of("Europe/Vienna"),
                        new Limits(5000, Duration.ofSeconds(90)),
                        9090,
                        new Almanac(DayOfWeek.SUNDAY, Month.FEBRUARY)),
                opened.project());
        assertEquals(List.of(), opened.warnings());
    }

    @Test
    void a_day_or_month_that_does_not_exist_is_told_with_the_nearest() {
        assertEquals("""
            datachat.yaml:2:21: there is no day 'sonntag' [PJ015]; it is one of monday, tuesday, wednesday, thursday, friday, saturday, sunday
            datachat.yaml:2:50: there is no month 'febuary' [PJ015]; did you mean february?; it is one of january, february, march, april, may, june, july, august, september, october, november, december\
            """, wrong("""
                databases: {shop: {path: shop.duckdb}}
                time: {week_starts: sonntag, fiscal_year_starts: febuary}
                """));
    }

    @Test
    void the_shortest_file_is_enough() {
        var project = read("databases: {shop: {path: shop.duckdb}}").project();
        assertEquals("web-shop", project.name());
        assertEquals("shop", project.defaultDatabase());
        assertEquals(Limits.DEFAULT, project.limits());
        assertEquals(ZoneId.of("UTC"), project.zone());
        assertEquals(Project.DEFAULT_PORT, project.port());
    }

    @Test
    void a_url_with_credentials_is_taken_apart() {
        var opened = read("databases: {wh: {url: '${env:WH_URL}'}}");
        var wh = opened.project().databases().getFirst();
        assertEquals("jdbc:postgresql://db:5432/wh?sslmode=require", wh.url());
        assertEquals("ann", wh.user());
        assertEquals(new Secret("p@ss"), wh.password());
        assertEquals(List.of(), opened.warnings());
    }

    @Test
    void a_password_in_the_file_is_a_warning_and_is_never_shown() {
        var opened = read("databases:\n"
                + "  wh: {url: 'postgresql://ann:hush@db/wh'}\n"
                + "  wh2: {url: 'jdbc:postgresql://db/wh?user=ann&password=hush'}\n"
                + "default_database: wh\n");
        assertEquals(
                """
                datachat.yaml:2:14: the password of database wh stands in the file [PJ009]; put it into an environment variable and write '${env:NAME}'
                datachat.yaml:3:15: the password of database wh2 stands in the file [PJ009]; put it into an environment variable and write '${env:NAME}'\
                """,
                String.join("\n", opened.warnings().stream().map(Problem::line).toList()));
        assertEquals(new Secret("hush"), opened.project().databases().get(1).password());
        assertEquals(
                "jdbc:postgresql://db/wh", opened.project().databases().get(1).url());
        assertFalse(opened.toString().contains("hush"), opened.toString());
    }

    @Test
    void a_missing_variable_is_named() {
        assertEquals(
                "datachat.yaml:1:55: the environment variable NOT_SET is not set [PJ007]; set it before you start"
                        + " DataChat",
                wrong("databases: {wh: {url: 'postgresql://db/x', password: '${env:NOT_SET}'}}"));
    }

    @Test
    void everything_wrong_is_said_at_once() {
        assertEquals("""
            datachat.yaml:2:1: unknown key 'defualt_database' in datachat.yaml [YM101]; did you mean default_database?
            datachat.yaml:5:10: unknown key 'pth' in 'databases.shop' of datachat.yaml [YM101]; did you mean path?
            datachat.yaml:6:17: 'databases.wh.type' cannot be 'postgres' [YM104]; did you mean postgresql?
            datachat.yaml:10:28: 'limits.timeout' must be a duration, not 'soon' [YM104]; write a number and a unit (ms, s, m, h, d or w), such as 15m, 6h or 30d
            datachat.yaml:5:3: database shop has no 'path' [PJ006]; write the file's path, relative to the project, such as 'path: shop.duckdb'
            datachat.yaml:7:3: 'Third' cannot be the name of a database [PJ012]; use lower snake case, such as shop or web_shop
            datachat.yaml:7:18: '${THIRD}' is not understood [PJ008]; write '${env:NAME}'
            datachat.yaml:8:18: the url of database fourth is not a PostgreSQL address [PJ006]; write for example 'postgresql://localhost:5432/shop'; special characters in a password must be percent-encoded
            datachat.yaml:4:1: datachat.yaml has 4 databases and no default [PJ005]; add 'default_database:' with one of shop, wh, Third, fourth
            datachat.yaml:9:14: there is no time zone 'Europe/Viena' [PJ010]; did you mean Europe/Vienna?
            datachat.yaml:10:16: limits.rows cannot be 0 [PJ011]; choose 1 or more
            datachat.yaml:11:16: server.port cannot be 70000 [PJ011]; choose 1 to 65535\
            """, wrong("""
                version: 1
                defualt_database: shop
                # three databases
                databases:
                  shop: {pth: shop.duckdb}
                  wh:    {type: postgres, url: "postgresql://db/wh"}
                  Third: {path: "a.duckdb${THIRD}"}
                  fourth: {url: "mysql://ann:hush@db/x"}
                time: {zone: Europe/Viena}
                limits: {rows: 0, timeout: soon}
                server: {port: 70000}
                """));
    }

    @Test
    void no_database_and_no_mapping_are_problems() {
        assertEquals(
                "datachat.yaml:1:1: datachat.yaml has no database [PJ003]; add one with 'datachat database add'",
                wrong("name: shop\n"));
        assertTrue(wrong("").startsWith("datachat.yaml:1:1: datachat.yaml must be one mapping of keys [YM103]"));
        assertTrue(wrong("databases:\n\tshop: x\n").startsWith("datachat.yaml:2:1: not valid YAML: a tab"));
    }
}
