package io.datachat.apex.warehouse;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Fingerprint;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import io.datachat.apex.warehouse.introspect.Facts;
import io.datachat.apex.warehouse.introspect.Inspection;
import io.datachat.apex.warehouse.introspect.Structure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a warehouse holds through its own door, and says what it could not read.
final class Introspection implements Facts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Warehouse warehouse;
    private final Project.Database described;

    Introspection(Warehouse warehouse, Project.Database described) {
        this.warehouse = warehouse;
        this.described = described;
    }

    /// @throws Rejection when the database cannot be reached at all
    Inspection inspect(String place, Instant now) {
        var structure = Structure.of(warehouse.backend(), this, described.schemas());
        var version = structure.version();
        var product = switch (warehouse.backend()) {
            case DUCKDB -> "DuckDB";
            case POSTGRESQL -> "PostgreSQL";
        };
        var schema = described.defaultSchema() == null ? structure.defaultSchema() : described.defaultSchema();
        try {
            var tables = structure.read();
            var identity = new Inspection.Identity(product, version, place, tables.size());
            return new Inspection(identity, catalog(schema, tables, now), structure.problems());
        } catch (Rejection unreadable) {
            var identity = new Inspection.Identity(product, version, place, count(structure));
            return new Inspection(identity, catalog(schema, List.of(), now), told(identity, unreadable));
        }
    }

    List<Table> rollups() {
        return Structure.rollups(warehouse.backend(), this).read();
    }

    private DatabaseCatalog catalog(String schema, List<Table> tables, Instant now) {
        return new DatabaseCatalog(
                warehouse.database(), warehouse.backend(), schema, tables, Fingerprint.of(tables), now);
    }

    private static long count(Structure structure) {
        try {
            return structure.count();
        } catch (Rejection unreadable) {
            return -1;
        }
    }

    private List<Problem> told(Inspection.Identity identity, Rejection unreadable) {
        var problems = new ArrayList<Problem>();
        problems.add(Problem.of(
                        WarehouseCode.CATALOG_UNREADABLE,
                        "'" + warehouse.database() + "' is " + identity + ", but its catalog cannot be read.")
                .hint("check the rights of the database user, then run `datachat database refresh`"));
        problems.addAll(unreadable.problems());
        return problems;
    }

    @Override
    public List<@Nullable Object[]> ask(String sql, List<Bind> binds) {
        var rows = new ArrayList<@Nullable Object[]>();
        var question = new Executable.System(warehouse.database(), Executable.System.Purpose.INTROSPECT, sql, binds);
        warehouse.run(question, PATIENCE, new Cancellation(), new RowSink() {
            @Override
            public void columns(List<ResultColumn> columns) {}

            @Override
            public boolean row(@Nullable Object[] values) {
                return rows.add(values);
            }
        });
        return rows;
    }
}
