package io.datachat.tests.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not drafted, and why; and that values and names cannot become SQL.
class DraftRefusalsTest {
    private static final String ACCESS = """
        access:
          roles:
            - name: clerk
              tables:
                - {table: people, hidden: [email]}
                - {table: stock, rows: place = 1}
                - {table: sums, forbidden: true}
                - {table: lone, masks: {b: "NULL"}}
        """;

    @TempDir
    Path folder;

    @Test
    void what_is_not_understood_is_refused_at_its_place() throws Exception {
        try (var yard = Yard.OnPostgres.open(folder, "")) {
            var before = yard.everything();
            for (var each : List.of(
                    "DROP TABLE lone CASCADE @17",
                    "ALTER TABLE lone ADD COLUMN x integer FOO @31",
                    "ALTER TABLE lone FOO @18",
                    "CREATE TABLE x (a integer) FOO BAR @28",
                    "CREATE TABLE x (a integr) @19",
                    "ALTER TABLE lone ADD COLUMN a integer @29",
                    "ALTER TABLE Lon ADD COLUMN a integer @13",
                    "DELETE FROM lone WHERE aa = 1 @24",
                    "DELETE FROM lone RETURNING a @18",
                    "DELETE FROM lone WHERE a = 1; DROP TABLE lone @29",
                    "ALTER TABLE lone ALTER COLUMN a SET DEFAULT 1; DROP TABLE stock @46",
                    "ALTER TABLE lone ALTER COLUMN a SET DEFAULT :x @45",
                    "CREATE INDEX ON lone (a) @14",
                    "ALTER TABLE lone ADD CHECK (a > 1) @22",
                    "COMMENT ON TABLE lone IS 5 @26",
                    "GRANT ALL ON lone TO yard_bob @7",
                    "VACUUM lone @1",
                    "MERGE INTO lone USING stock ON TRUE WHEN MATCHED THEN DELETE @1",
                    "CREATE VIEW v AS SELECT nothing FROM lone @25")) {
                var at = each.lastIndexOf('@');
                var sql = each.substring(0, at - 1);
                var problem = refused(() -> yard.draft(sql)).problems().getFirst();
                var place = problem.place();
                assertEquals(
                        Integer.parseInt(each.substring(at + 1)),
                        place == null ? 0 : place.column(),
                        () -> sql + " -> " + problem.message());
            }
            assertEquals(before, yard.everything());
        }
    }

    @Test
    void values_stay_values() throws Exception {
        try (var yard = Yard.OnPostgres.open(folder, "")) {
            var nasty = "x'; DROP TABLE shop.lone; --\n\"?\\";
            var query = new WriteQuery(
                    "UPDATE people SET note = :note WHERE id = :id",
                    Map.of(
                            "note", new SqlQuery.Value(nasty, SqlQuery.Type.STRING),
                            "id", new SqlQuery.Value(3L, SqlQuery.Type.INT)),
                    null);
            var before = yard.everything();
            var draft = yard.draft(query, Viewer.LOCAL);
            assertEquals(1, draft.rows());
            yard.run(draft.up());
            try (var connection = yard.connect()) {
                assertEquals(List.of(nasty), Yard.rows(connection, "SELECT note FROM shop.people WHERE id = 3"));
            }
            yard.run(draft.down());
            assertEquals(before, yard.everything());
        }
    }

    @Test
    void numbers_step_over_what_earlier_drafts_keep() throws Exception {
        try (var yard = Yard.OnPostgres.open(folder, "")) {
            var first = yard.draft("DELETE FROM lone WHERE a = 1");
            yard.run(first.up());
            var second = yard.draft("DELETE FROM lone WHERE a = 2");
            assertTrue(first.name().startsWith("0001_") && second.name().startsWith("0002_"), second.name());
        }
    }

    @Test
    void nobody_drafts_on_what_they_do_not_see_whole() throws Exception {
        try (var yard = Yard.OnPostgres.open(folder, ACCESS)) {
            var clerk = new Viewer("ann", Set.of("clerk"), Map.of(), false);
            for (var sql : List.of(
                    "DELETE FROM stock WHERE sku = 'S1'",
                    "TRUNCATE lone",
                    "UPDATE people SET email = 'x' WHERE id = 1",
                    "ALTER TABLE people DROP COLUMN note",
                    "ALTER TABLE lone ADD COLUMN x integer",
                    "DELETE FROM log2",
                    "DROP MATERIALIZED VIEW sums",
                    "COMMENT ON COLUMN people.email IS 'x'",
                    "CREATE VIEW v AS SELECT name FROM people",
                    "CREATE TABLE v AS SELECT b FROM lone",
                    "DROP INDEX lone_b",
                    "ALTER TABLE tree ADD CONSTRAINT t FOREIGN KEY (id) REFERENCES lone (id)",
                    "GRANT SELECT ON tree TO yard_bob",
                    "DELETE FROM tree WHERE id IN (SELECT place FROM stock)",
                    "UPDATE tree SET label = 'x' WHERE id IN (SELECT id FROM nothing)")) {
                var codes = refused(() -> yard.draft(sql, clerk)).problems().stream()
                        .map(problem -> problem.code().id() + " " + problem.message())
                        .collect(Collectors.joining("; "));
                assertFalse(codes.contains("kept") || codes.contains("refreshed"), codes);
                // What is forbidden looks like what is not there.
                if (sql.contains("sums")) assertTrue(codes.startsWith("DR101 there is no table or view 'sums'"), codes);
            }
            assertTrue(yard.draft("ALTER TABLE tree ADD COLUMN x integer", clerk)
                    .up()
                    .contains("ADD COLUMN \"x\""));
        }
    }

    private interface Attempt {
        Object make();
    }

    private static Rejection refused(Attempt attempt) {
        return assertThrows(Rejection.class, attempt::make);
    }
}
