package io.datachat.tests.benchmark;

import io.datachat.apex.Compiler;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Decimal;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.resolve.bind.Binding;
import io.datachat.apex.resolve.bind.entity.Databases;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Any number of shops of five tables with thirty columns each, and their definitions. No database: only what a
/// compiler needs.
record Shops(int count) {
    private static final int COLUMNS = 30;
    private static final String SHOP = """
        datapoint:
          {id: region_#, type: entity, name: "Region #", source: regions_#, primary_key: id, dimensions: [country_#, zone_#]}
        ---
        datapoint:
          id: customer_#
          type: entity
          name: Customer #
          source: customers_#
          primary_key: id
          dimensions: [segment_#, age_band_#]
          relationships: [{to: region_#, cardinality: many_to_one, on: {region_id: id}}]
        ---
        datapoint:
          {id: product_#, type: entity, name: "Product #", source: products_#, primary_key: id, dimensions: [category_#, brand_#]}
        ---
        datapoint:
          id: order_#
          type: entity
          name: Order #
          source: orders_#
          primary_key: id
          time: ordered_at
          dimensions: [channel_#, status_#]
          relationships: [{to: customer_#, cardinality: many_to_one, on: {customer_id: id}}]
        ---
        datapoint:
          id: line_#
          type: entity
          name: Line #
          source: lines_#
          primary_key: id
          time: sold_at
          dimensions: [size_#]
          relationships:
            - {to: order_#, cardinality: many_to_one, on: {order_id: id}}
            - {to: product_#, cardinality: many_to_one, on: {product_id: id}}
        """;
    private static final Map<String, String> METRICS = new TreeMap<>(Map.of(
            "revenue",
                    "entity: line_#, aggregation: sum, expression: quantity * price, filters: \"order_#.status_# <>"
                            + " 'cancelled'\"",
            "units", "entity: line_#, aggregation: sum, expression: quantity",
            "web_revenue", "metric: revenue_#, filters: \"order_#.channel_# = 'web'\"",
            "orders", "entity: order_#, aggregation: count, filters: \"status_# <> 'cancelled'\"",
            "buyers", "entity: order_#, aggregation: count_distinct, expression: customer_id",
            "order_value", "ratio: {numerator: revenue_#, denominator: orders_#}"));

    /// @throws IllegalStateException when a definition does not bind: nothing would be measured
    Compiler compiler() {
        var relations = new Relations(
                new DatabaseCatalog("main", Backend.POSTGRESQL, "public", tables(), "made", Instant.EPOCH));
        var library = LibraryReader.read(texts(), LibraryReader.Reading.NOTHING).library();
        var model = Binding.bind(library, new Databases(Map.of("main", relations), Map.of(), "main"));
        var wrong = new ArrayList<>(library.problems());
        wrong.addAll(model.problems());
        wrong.removeIf(problem -> problem.code().severity() != Severity.ERROR);
        if (!wrong.isEmpty()) throw new IllegalStateException(wrong.getFirst().line());
        return new Compiler(model, ZoneOffset.UTC, List.of());
    }

    /// The definitions, one file for each shop.
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        var shop = new StringBuilder(SHOP);
        METRICS.forEach((id, execution) -> shop.append("""
            ---
            datapoint:
              {id: %s_#, type: metric, name: "%s of #", definition: Made to be measured., owner: tests, execution: {%s}}
            """.formatted(id, id, execution)));
        for (var number = 0; number < count; number++)
            texts.put(
                    "datapoints/user/shop_" + number + ".yaml", shop.toString().replace("#", Integer.toString(number)));
        return texts;
    }

    private List<Table> tables() {
        return IntStream.range(0, count)
                .boxed()
                .flatMap(number -> tables("_" + number).stream())
                .toList();
    }

    private static List<Table> tables(String shop) {
        return List.of(
                table("regions" + shop, List.of(), List.of("country" + shop, "zone" + shop)),
                table("customers" + shop, List.of("region_id"), List.of("segment" + shop, "age_band" + shop)),
                table("products" + shop, List.of(), List.of("category" + shop, "brand" + shop)),
                table(
                        "orders" + shop,
                        List.of("customer_id", "ordered_at"),
                        List.of("channel" + shop, "status" + shop)),
                table(
                        "lines" + shop,
                        List.of("order_id", "product_id", "sold_at", "quantity", "price"),
                        List.of("size" + shop)));
    }

    private static Table table(String name, List<String> facts, List<String> texts) {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(column("id", Simple.BIGINT));
        facts.forEach(fact -> columns.add(column(fact, type(fact))));
        texts.forEach(text -> columns.add(column(text, Simple.TEXT)));
        while (columns.size() < COLUMNS) columns.add(column("remark_" + columns.size(), Simple.TEXT));
        return new Table(
                new Table.Name("public", name),
                Table.Kind.TABLE,
                columns,
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                null,
                1_000);
    }

    private static DataType type(String fact) {
        if (fact.endsWith("_at")) return Simple.TIMESTAMP;
        return fact.equals("price") ? new Decimal(12, 2) : Simple.BIGINT;
    }

    private static Table.Column column(String name, DataType type) {
        return new Table.Column(name, type, !name.equals("id"), null, List.of(), null);
    }
}
