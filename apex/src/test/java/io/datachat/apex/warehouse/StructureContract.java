package io.datachat.apex.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every backend must tell of its structure, and how it keeps rollups.
abstract class StructureContract extends WarehouseContract {
    @Test
    void structure_is_read_with_keys_comments_enums_and_indexes() {
        var inspection = warehouse().inspect(Instant.EPOCH);
        assertEquals(List.of(), inspection.problems());
        var catalog = inspection.catalog();
        var orders = catalog.table("shop.orders").orElseThrow();
        assertEquals(List.of("id"), orders.primaryKey());
        assertEquals("One row per order", orders.comment());
        var amount = orders.column("amount").orElseThrow();
        assertEquals(new DataType.Decimal(12, 2), amount.type());
        assertEquals("Gross, in EUR", amount.comment());
        assertFalse(amount.nullable());
        assertTrue(orders.column("placed").orElseThrow().nullable());
        assertEquals(Simple.INSTANT, orders.column("seen").orElseThrow().type());
        var channel = orders.column("channel").orElseThrow();
        assertEquals(Simple.TEXT, channel.type());
        assertEquals(List.of("web", "store", "it's"), channel.enumValues());
        var reference = orders.foreignKeys().getFirst();
        assertEquals(List.of("customer_id"), reference.columns());
        assertEquals("shop.customers", reference.target().toString());
        assertEquals(List.of("id"), reference.targetColumns());
        assertTrue(orders.indexes().stream()
                .anyMatch(index -> index.columns().equals(List.of("placed", "channel")) && !index.unique()));
        assertEquals(
                io.datachat.apex.catalog.Table.Kind.VIEW,
                catalog.table("shop.big_orders").orElseThrow().kind());
        assertEquals(
                Arrays.asList("id", "amount"),
                catalog.table("shop.big_orders").orElseThrow().columns().stream()
                        .map(column -> column.name())
                        .toList());
    }

    @Test
    void a_unique_key_over_a_nullable_column_proves_nothing_about_grain() {
        var customers =
                warehouse().introspect(Instant.EPOCH).table("shop.customers").orElseThrow();
        assertEquals(List.of(List.of("email")), customers.uniqueKeys());
    }

    @Test
    void the_fingerprint_follows_structure_and_not_rows() throws Exception {
        var before = warehouse().introspect(Instant.EPOCH).fingerprint();
        asOwner("INSERT INTO shop.customers VALUES (77, 'f@x', NULL, NULL)");
        asOwner("COMMENT ON TABLE shop.customers IS 'People'");
        assertEquals(before, warehouse().introspect(Instant.EPOCH).fingerprint());
        asOwner("DELETE FROM shop.customers WHERE id = 77");
        asOwner("CREATE TABLE shop.more (id INTEGER)");
        assertFalse(before.equals(warehouse().introspect(Instant.EPOCH).fingerprint()));
        asOwner("DROP TABLE shop.more");
        assertEquals(before, warehouse().introspect(Instant.EPOCH).fingerprint());
    }

    static Executable.Compiled byChannel(String least) {
        return new Executable.Compiled(
                "shop",
                "SELECT channel AS channel, sum(amount) AS gross, count(*) AS n FROM shop.orders WHERE amount > ?"
                        + " GROUP BY channel",
                List.of(new Bind(new BigDecimal(least), new DataType.Decimal(12, 2))),
                List.of(
                        new Executable.Column("channel", Simple.TEXT, null),
                        new Executable.Column("gross", new DataType.Decimal(38, 2), "EUR"),
                        new Executable.Column("n", Simple.BIGINT, null)));
    }

    @Test
    void a_rollup_is_built_read_and_replaced() {
        warehouse().build("by_channel", byChannel("0"), MINUTE, new Cancellation());
        assertEquals(2L, run("SELECT count(*) FROM datachat_rollups.by_channel").only());
        assertEquals(
                new BigDecimal("130.50"),
                run("SELECT sum(gross) FROM datachat_rollups.by_channel").only());
        warehouse().build("by_channel", byChannel("100"), MINUTE, new Cancellation());
        assertEquals(1L, run("SELECT count(*) FROM datachat_rollups.by_channel").only());
        var rollup = warehouse().rollups().getFirst();
        assertEquals("datachat_rollups.by_channel", rollup.name().toString());
        assertEquals(
                List.of("channel", "gross", "n"),
                rollup.columns().stream().map(column -> column.name()).toList());
        var sources = warehouse().introspect(Instant.EPOCH);
        assertTrue(sources.table("datachat_rollups.by_channel").isEmpty());
    }

    @Test
    void a_rollup_that_fails_leaves_the_old_one() {
        warehouse().build("kept", byChannel("0"), MINUTE, new Cancellation());
        var broken = new Executable.Compiled(
                "shop",
                "SELECT colour FROM shop.orders",
                List.of(),
                List.of(new Executable.Column("colour", Simple.TEXT, null)));
        var rejection =
                assertThrows(Rejection.class, () -> warehouse().build("kept", broken, MINUTE, new Cancellation()));
        assertEquals(WarehouseCode.OBJECT_MISSING, code(rejection));
        assertEquals(2L, run("SELECT count(*) FROM datachat_rollups.kept").only());
        assertEquals(
                WarehouseCode.NOT_ON_THE_LIST, code(rejected("INSERT INTO datachat_rollups.kept SELECT 'x', 1, 1")));
    }
}
