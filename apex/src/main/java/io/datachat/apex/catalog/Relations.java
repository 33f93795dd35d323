package io.datachat.apex.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// One database's catalog as Calcite sees it. Immutable and shared by all queries; building it costs no JDBC.
public final class Relations {
    private static final CalciteConnectionConfig CONFIG = config();
    /// What Calcite itself assumes of a table that says nothing.
    private static final double ROWS_UNKNOWN = 100;
    private final DatabaseCatalog catalog;
    private final CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    private final Map<Table.Name, RelOptTable> tables = new ConcurrentHashMap<>();

    public Relations(DatabaseCatalog catalog) {
        this(catalog, RelationalTable::new);
    }

    private Relations(DatabaseCatalog catalog, Function<Table, RelationalTable> made) {
        this.catalog = catalog;
        Map<String, CalciteSchema> schemas = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (var table : catalog.tables())
            schemas.computeIfAbsent(table.name().schema(), name -> root.add(name, new AbstractSchema()))
                    .add(table.name().table(), made.apply(table));
    }

    /// What the names of a table mean that has more columns than its database knows of.
    @FunctionalInterface
    public interface Widening {
        /// @param scan of the table as it is
        /// @return its columns, then the others
        RelNode over(RelNode scan);
    }

    /// Some of these tables, perhaps with more columns. Plans over them read the tables as they are.
    ///
    /// @param seen  the tables with all their columns
    /// @param wider how those that have more of them are read
    public Relations seeing(List<Table> seen, Map<Table.Name, Widening> wider) {
        return new Relations(catalog.of(seen), table -> {
            var widening = wider.get(table.name());
            return widening == null ? new RelationalTable(table) : new WideTable(table, table(table.name()), widening);
        });
    }

    /// The same tables with more unique keys than their database knows of.
    public Relations knowing(Map<Table.Name, List<String>> keys) {
        return new Relations(catalog.of(catalog.tables().stream()
                .map(table -> keys.containsKey(table.name()) ? table.unique(keys.get(table.name())) : table)
                .toList()));
    }

    public DatabaseCatalog catalog() {
        return catalog;
    }

    /// A reader for the validator; make one per query. Unqualified names are looked up in the default schema.
    public CalciteCatalogReader reader() {
        return new CalciteCatalogReader(root, List.of(catalog.defaultSchema()), RelationalTypes.FACTORY, CONFIG);
    }

    public static CalciteConnectionConfig connectionConfig() {
        return CONFIG;
    }

    /// The table for a scan. The name must be one of the catalog's.
    public RelOptTable table(Table.Name name) {
        return tables.computeIfAbsent(name, wanted -> {
            var found = reader().getTableForMember(List.of(wanted.schema(), wanted.table()));
            if (found == null) throw new IllegalArgumentException("not in the catalog: " + wanted);
            return found;
        });
    }

    private static CalciteConnectionConfig config() {
        var properties = new Properties();
        properties.setProperty("caseSensitive", "false");
        properties.setProperty("conformance", "BABEL");
        return new CalciteConnectionConfigImpl(properties);
    }

    private static class RelationalTable extends AbstractTable {
        private final Table table;
        private final RelDataType rowType;
        private final Statistic statistic;

        RelationalTable(Table table) {
            this.table = table;
            var row = RelationalTypes.FACTORY.builder();
            Map<String, Integer> ordinals = new HashMap<>();
            for (var column : table.columns()) {
                ordinals.put(column.name(), ordinals.size());
                row.add(column.name(), RelationalTypes.of(column.type(), column.nullable()));
            }
            this.rowType = row.build();
            List<List<String>> keys = new ArrayList<>(table.uniqueKeys());
            if (!table.primaryKey().isEmpty()) keys.addFirst(table.primaryKey());
            this.statistic = Statistics.of(
                    table.rows() < 0 ? ROWS_UNKNOWN : table.rows(),
                    keys.stream()
                            .map(key -> ImmutableBitSet.of(
                                    key.stream().map(ordinals::get).toList()))
                            .toList());
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            return rowType;
        }

        /// What the catalog knows beyond types and keys: `RelOptTable.unwrap(Table.class)`.
        @Override
        public <T> @Nullable T unwrap(Class<T> wanted) {
            return wanted.isInstance(table) ? wanted.cast(table) : super.unwrap(wanted);
        }

        @Override
        public Statistic getStatistic() {
            return statistic;
        }
    }

    private static final class WideTable extends RelationalTable implements TranslatableTable {
        private final RelOptTable narrow;
        private final Widening widening;

        WideTable(Table table, RelOptTable narrow, Widening widening) {
            super(table);
            this.narrow = narrow;
            this.widening = widening;
        }

        @Override
        public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable wide) {
            return widening.over(LogicalTableScan.create(context.getCluster(), narrow, context.getTableHints()));
        }
    }
}
