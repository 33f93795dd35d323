package io.datachat.apex.read;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import io.datachat.apex.catalog.Table.ForeignKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A small catalog for tests: a bakery with branches, sales and their lines.
public final class Bakery {
    private static final Table BRANCH = table(
            "branch",
            List.of("branch_id"),
            List.of(),
            not("branch_id", Simple.INTEGER),
            col("town", Simple.TEXT),
            col("country", Simple.TEXT),
            col("opened", Simple.DATE));

    private static final Table BREAD = table(
            "bread",
            List.of("bread_id"),
            List.of(),
            not("bread_id", Simple.INTEGER),
            col("name", Simple.TEXT),
            col("price", new DataType.Decimal(8, 2)),
            col("grains", new DataType.Array(Simple.TEXT)));

    static final Table SALE = table(
            "sale",
            List.of("sale_id"),
            List.of(
                    new ForeignKey(List.of("branch_id"), new Table.Name("main", "branch"), List.of("branch_id")),
                    new ForeignKey(List.of("served_by"), new Table.Name("main", "baker"), List.of("baker_id"))),
            not("sale_id", Simple.INTEGER),
            not("branch_id", Simple.INTEGER),
            col("served_by", Simple.INTEGER),
            col("sold_at", Simple.TIMESTAMP),
            col("sold_on", Simple.DATE),
            col("paid_at", Simple.INSTANT),
            col("state", Simple.TEXT),
            col("total", new DataType.Decimal(12, 2)),
            col("tip", Simple.DOUBLE),
            col("pieces", Simple.INTEGER),
            col("gift", Simple.BOOLEAN),
            col("extra", Simple.JSON));

    private static final Table LINE = table(
            "sale_line",
            List.of("line_id"),
            List.of(
                    new ForeignKey(List.of("sale_id"), new Table.Name("main", "sale"), List.of("sale_id")),
                    new ForeignKey(List.of("bread_id"), new Table.Name("main", "bread"), List.of("bread_id"))),
            not("line_id", Simple.BIGINT),
            not("sale_id", Simple.INTEGER),
            not("bread_id", Simple.INTEGER),
            col("pieces", Simple.INTEGER),
            col("amount", new DataType.Decimal(12, 2)));

    private static final Table BAKER = table(
            "baker",
            List.of("baker_id"),
            List.of(),
            not("baker_id", Simple.INTEGER),
            col("name", Simple.TEXT),
            col("value", Simple.DOUBLE),
            col("date", Simple.DATE),
            col("group", Simple.TEXT));

    static final DatabaseCatalog CATALOG = new DatabaseCatalog(
            "bakery", Backend.DUCKDB, "main", List.of(BRANCH, BREAD, SALE, LINE, BAKER), "test", Instant.EPOCH);

    public static final Relations RELATIONS = new Relations(CATALOG);

    /// The same tables, with a few rows.
    public static final List<String> DDL = List.of(
            "CREATE TABLE branch (branch_id INTEGER PRIMARY KEY, town VARCHAR, country VARCHAR, opened DATE)",
            "CREATE TABLE bread (bread_id INTEGER PRIMARY KEY, name VARCHAR, price DECIMAL(8,2), grains TEXT[])",
            "CREATE TABLE sale (sale_id INTEGER PRIMARY KEY, branch_id INTEGER NOT NULL, served_by INTEGER, sold_at"
                    + " TIMESTAMP, sold_on DATE, paid_at TIMESTAMPTZ, state VARCHAR, total DECIMAL(12,2), tip DOUBLE"
                    + " PRECISION, pieces INTEGER, gift BOOLEAN, extra JSON)",
            "CREATE TABLE sale_line (line_id BIGINT PRIMARY KEY, sale_id INTEGER NOT NULL, bread_id INTEGER NOT NULL,"
                    + " pieces INTEGER, amount DECIMAL(12,2))",
            "CREATE TABLE baker (baker_id INTEGER PRIMARY KEY, name VARCHAR, \"value\" DOUBLE PRECISION, \"date\" DATE,"
                    + " \"group\" VARCHAR)",
            "INSERT INTO branch VALUES (1, 'Ulm', 'DE', '2019-05-01'), (2, 'Linz', 'AT', '2021-02-03'), (3, 'Bern',"
                    + " 'CH', NULL)",
            "INSERT INTO bread VALUES (1, 'Rye', 3.20, ARRAY['rye']), (2, 'Mixed', 2.90, ARRAY['rye', 'wheat'])",
            "INSERT INTO sale VALUES (1, 1, 7, '2024-01-05 09:00:00', '2024-01-05', '2024-01-05 09:00:00+00', 'paid',"
                    + " 10.00, 0.1, 3, false, '{\"via\":\"web\"}'), (2, 1, 7, '2024-01-20 10:30:00', '2024-01-20',"
                    + " '2024-01-20 10:30:00+00', 'paid', 7.50, 0.2, 2, true, '{\"via\":\"till\"}'), (3, 2, NULL,"
                    + " '2024-02-01 08:15:00', '2024-02-01', NULL, 'open', 4.40, NULL, 1, false, NULL), (4, 2, 8,"
                    + " '2024-02-11 12:00:00', '2024-02-11', '2024-02-11 12:00:00+00', 'paid', 30.00, 0.15, 5, NULL,"
                    + " '{}')",
            "INSERT INTO sale_line VALUES (1, 1, 1, 2, 6.40), (2, 1, 2, 1, 3.60), (3, 2, 2, 2, 7.50), (4, 4, 1, 5,"
                    + " 30.00)",
            "INSERT INTO baker VALUES (7, 'Ada', 1.5, '2020-01-01', 'a'), (8, 'Jo', 2.5, '2021-01-01', 'b')");

    private Bakery() {}

    private static Column col(String name, DataType type) {
        return new Column(name, type, true, null, List.of(), null);
    }

    private static Column not(String name, DataType type) {
        return new Column(name, type, false, null, List.of(), null);
    }

    private static Table table(String name, List<String> key, List<ForeignKey> foreignKeys, Column... columns) {
        return new Table(
                new Table.Name("main", name),
                Table.Kind.TABLE,
                new ArrayList<>(List.of(columns)),
                key,
                List.of(),
                foreignKeys,
                List.of(),
                null,
                4);
    }
}
