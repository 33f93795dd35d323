package io.datachat.apex.render;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Decimal;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.hint.HintPredicates;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/// A small shop with awkward rows, and plans over it.
final class Shop {
    static final String DDL = """
        CREATE SCHEMA shop;
        CREATE TABLE shop.customers (id INTEGER PRIMARY KEY, name TEXT, region TEXT, vip BOOLEAN);
        CREATE TABLE shop.orders (id INTEGER PRIMARY KEY, customer_id INTEGER, status TEXT, ordered_at TIMESTAMP, day DATE,
            amount DECIMAL(12,2), weight DOUBLE PRECISION, pieces INTEGER, points BIGINT);
        CREATE TABLE shop.refunds (id INTEGER PRIMARY KEY, order_id INTEGER, refunded_at TIMESTAMP, amount DECIMAL(12,2));
        INSERT INTO shop.customers VALUES (1, 'Ada', 'EU', TRUE), (2, 'bob', 'US', FALSE), (3, 'Éva', NULL, NULL), (4, 'a\\b_c', 'apac', FALSE);
        INSERT INTO shop.orders VALUES
            (1, 1, 'paid', '2024-01-31 10:00:00', '2024-01-31', 10.50, 1.5, 3, 4000000000),
            (2, 1, 'open', '2024-02-29 23:59:59', '2024-02-29', 20.00, 2.25, 5, 4000000000),
            (3, 2, 'paid', '2024-02-01 00:00:00', '2024-02-01', 0.01, NULL, 7, 1),
            (4, 3, 'lost', '2024-05-15 12:30:00', '2024-05-15', NULL, 0.5, NULL, 2),
            (5, NULL, 'paid', NULL, NULL, 5.25, 3.75, -7, NULL),
            (6, 4, NULL, '2023-12-31 08:00:00', '2023-12-31', 99.99, 4.0, 2, 3);
        INSERT INTO shop.refunds VALUES (1, 1, '2024-02-01 09:00:00', 1.50), (2, 1, '2024-02-02 09:00:00', 2.00), (3, 6, '2024-01-05 09:00:00', 99.99);
        """;

    static final Relations RELATIONS = new Relations(new DatabaseCatalog(
            "shop",
            Backend.DUCKDB,
            "shop",
            List.of(
                    table(
                            "customers",
                            "id",
                            Simple.INTEGER,
                            "name",
                            Simple.TEXT,
                            "region",
                            Simple.TEXT,
                            "vip",
                            Simple.BOOLEAN),
                    table(
                            "orders",
                            "id",
                            Simple.INTEGER,
                            "customer_id",
                            Simple.INTEGER,
                            "status",
                            Simple.TEXT,
                            "ordered_at",
                            Simple.TIMESTAMP,
                            "day",
                            Simple.DATE,
                            "amount",
                            new Decimal(12, 2),
                            "weight",
                            Simple.DOUBLE,
                            "pieces",
                            Simple.INTEGER,
                            "points",
                            Simple.BIGINT),
                    table(
                            "refunds",
                            "id",
                            Simple.INTEGER,
                            "order_id",
                            Simple.INTEGER,
                            "refunded_at",
                            Simple.TIMESTAMP,
                            "amount",
                            new Decimal(12, 2))),
            "test",
            Instant.EPOCH));

    private static Table table(String name, Object... columns) {
        var list = new ArrayList<Table.Column>();
        for (var i = 0; i < columns.length; i += 2)
            list.add(new Table.Column((String) columns[i], (DataType) columns[i + 1], i > 0, null, List.of(), null));
        return new Table(
                new Table.Name("shop", name),
                Table.Kind.TABLE,
                list,
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                null,
                10);
    }

    final RelOptCluster cluster;
    final RelBuilder build;

    Shop() {
        cluster = RelOptCluster.create(
                new HepPlanner(HepProgram.builder().build()), new RexBuilder(RelationalTypes.FACTORY));
        cluster.setHintStrategies(HintStrategyTable.builder()
                .hintStrategy("ALIAS", HintPredicates.TABLE_SCAN)
                .build());
        build = RelBuilder.proto(RelBuilder.Config.DEFAULT.withSimplify(false).withBloat(-1))
                .create(cluster, null);
    }

    RelNode scan(String table, String alias) {
        return LogicalTableScan.create(
                cluster,
                RELATIONS.table(new Table.Name("shop", table)),
                List.of(RelHint.builder("ALIAS").hintOption(alias).build()));
    }

    /// orders o LEFT JOIN customers c.
    Shop joined() {
        build.push(scan("orders", "o")).push(scan("customers", "c"));
        build.join(
                org.apache.calcite.rel.core.JoinRelType.LEFT,
                build.equals(build.field(2, 0, "customer_id"), build.field(2, 1, "id")));
        return this;
    }

    RexNode floor(RexNode value, TimeUnitRange unit) {
        return build.call(
                SqlStdOperatorTable.FLOOR, value, cluster.getRexBuilder().makeFlag(unit));
    }

    RexNode bind(DataType type, int index) {
        return cluster.getRexBuilder().makeDynamicParam(RelationalTypes.of(type, false), index);
    }

    RexNode cast(RexNode value, DataType type) {
        return cluster.getRexBuilder().makeCast(RelationalTypes.of(type, true), value);
    }
}
