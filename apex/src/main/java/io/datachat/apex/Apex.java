package io.datachat.apex;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.render.Executable.Column;
import io.datachat.apex.time.Grain;
import io.datachat.apex.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;

/// The front door of the engine: one open project. Safe for use by many threads.
///
/// Every method that is given a bad request throws [io.datachat.apex.problem.Rejection] with all its problems.
public final class Apex implements AutoCloseable {
    private final Project project;

    private Apex(Project project) {
        this.project = project;
    }

    /// Opens the databases, reads the catalog (from the snapshot when it is fresh) and loads the DataPoints.
    ///
    /// @param now the clock at opening, for the age of the snapshot
    public static Apex open(Project project, Instant now) {
        return new Apex(project);
    }

    public Project project() {
        return project;
    }

    /// The last good library; its problems include those of edits that did not take effect.
    public Library library() {
        throw new UnsupportedOperationException("to come");
    }

    /// Reads changed files again. A broken edit keeps the last good version of that file.
    ///
    /// @return the problems of the library as it is now
    public List<Problem> reload() {
        throw new UnsupportedOperationException("to come");
    }

    public List<DatabaseCatalog> catalogs() {
        throw new UnsupportedOperationException("to come");
    }

    /// Reads one database again; its snapshot on disk is replaced when the fingerprint changed.
    public DatabaseCatalog refreshCatalog(String database, Instant now) {
        throw new UnsupportedOperationException("to come");
    }

    public Warehouse warehouse(String database) {
        throw new UnsupportedOperationException("to come");
    }

    /// Compiles without running.
    public Compiled dryRun(MetricQuery query, Asking asking) {
        throw new UnsupportedOperationException("to come");
    }

    /// What a dry run tells.
    public record Compiled(List<Column> columns, Receipt receipt) {}

    /// Answers into a sink, row by row.
    public void answer(MetricQuery query, Asking asking, AnswerSink sink) {
        throw new UnsupportedOperationException("to come");
    }

    /// Answers in memory.
    public Answer answer(MetricQuery query, Asking asking) {
        throw new UnsupportedOperationException("to come");
    }

    /// Every dimension that all the metrics can be grouped by.
    public List<ReachableDimension> dimensions(List<String> metrics) {
        throw new UnsupportedOperationException("to come");
    }

    /// @param path   as it may be written in a query: the shortest unambiguous one
    /// @param type   a data type word
    /// @param grains those it may be asked with; empty when it is not a time
    /// @param overlaps whether one row of a metric may count in several groups
    public record ReachableDimension(
            String path, String entity, String type, List<Grain> grains, List<String> synonyms, boolean overlaps) {}

    @Override
    public void close() {}
}
