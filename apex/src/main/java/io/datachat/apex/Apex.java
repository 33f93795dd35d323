package io.datachat.apex;

import io.datachat.apex.Observing.Asked;
import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.board.BoardAnswer;
import io.datachat.apex.answer.request.BoardRequest;
import io.datachat.apex.audit.Audit;
import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.board.BoardCheck;
import io.datachat.apex.board.BoardCode;
import io.datachat.apex.board.Running;
import io.datachat.apex.catalog.CatalogChange;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.change.Changes;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.draft.Draft;
import io.datachat.apex.fresh.Freshness;
import io.datachat.apex.govern.policy.Access;
import io.datachat.apex.intelligence.diagnose.RatioChange;
import io.datachat.apex.materialize.Kept;
import io.datachat.apex.materialize.Registry;
import io.datachat.apex.monitor.advice.Plans;
import io.datachat.apex.plan.write.Rules;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.DataPointFolder;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.Query;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.render.Executable.Column;
import io.datachat.apex.resolve.Reachable;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.proof.Verdict;
import io.datachat.apex.words.Reading;
import io.datachat.apex.workspace.Workspace;
import io.datachat.apex.workspace.WorkspaceCheck;
import io.datachat.apex.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The front door of the engine: one open project. Safe for use by many threads.
///
/// Every method that is given a bad request throws [Rejection] with all its problems.
public final class Apex implements AutoCloseable {
    private final Project project;
    private final DataPointFolder folder;
    private final OpenDatabases databases;
    private final Materializing materializing;
    private final InstantSource clock;
    private final Observing observing;
    private final Generations generations;
    private final Freshness freshness;

    private Apex(Project project, DataPointFolder folder, OpenDatabases databases, InstantSource clock, Audit audit) {
        this.project = project;
        this.folder = folder;
        this.databases = databases;
        this.clock = clock;
        this.materializing = new Materializing(new Registry(ProjectFolder.state(project)), databases, clock);
        this.observing = Observing.open(ProjectFolder.state(project), audit);
        this.generations = new Generations(folder.library(), project, databases, materializing, clock);
        this.freshness = generations.freshness(observing);
    }

    /// Opens the databases, reads the catalog (from the snapshot when it is fresh) and loads the DataPoints.
    ///
    /// @param clock for the age of the snapshot and of rollups; a question's own clock is its [Asking#asOf]
    /// @param audit where every question is written down before it is answered
    public static Apex open(Project project, InstantSource clock, Audit audit) {
        var folder = new DataPointFolder(project);
        folder.reload();
        return new Apex(project, folder, OpenDatabases.open(project, clock.instant()), clock, audit);
    }

    /// Opens without an audit, for a program that keeps records of its own.
    public static Apex open(Project project, InstantSource clock) {
        return open(project, clock, Audit.NONE);
    }

    /// Opens at an instant that does not pass, without an audit.
    public static Apex open(Project project, Instant now) {
        return open(project, InstantSource.fixed(now));
    }

    public Project project() {
        return project;
    }

    /// The last good library; its problems include those of edits that did not take effect.
    public Library library() {
        return folder.library();
    }

    /// The library bound to the catalogs.
    public Model model() {
        return generations.current().compiler().model();
    }

    /// Everything that is wrong now: with the files, and between the definitions and the databases.
    public List<Problem> problems() {
        return Stream.of(
                        library().problems(),
                        databases.problems(),
                        generations.current().rules().problems(),
                        Rules.problems(model()),
                        model().problems(),
                        unanswerable())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /// Tiles and exemplars that cannot be answered, and what of workspaces is not there.
    public List<Problem> unanswerable() {
        var generation = generations.current();
        var known = generation.unanswerable().get();
        if (known != null) return known;
        var asking = Asking.local(clock.instant());
        var compiler = generation.compiler();
        List<Problem> found = new ArrayList<>(
                BoardCheck.problems(compiler.model().library(), query -> compiler.compile(query, asking)));
        found.addAll(WorkspaceCheck.problems(
                compiler.model().library(),
                domain -> compiler.workspace(domain.name(), project.defaultDatabase())
                        .problems(),
                query -> compiled(generation, query, asking)));
        generation.unanswerable().set(List.copyOf(found));
        return found;
    }

    /// Reads changed files again. A broken edit keeps the last good version of that file.
    public synchronized List<Problem> reload() {
        folder.reload();
        generations.renew(folder.library());
        return problems();
    }

    /// The definitions that are there for this person, bound to the catalogs as they see them.
    public Model model(Viewer viewer) {
        return generations.current(viewer).compiler().model();
    }

    /// The catalogs as this person sees them.
    public List<DatabaseCatalog> catalogs(Viewer viewer) {
        var seen = model(viewer).databases();
        return catalogs().stream()
                .map(DatabaseCatalog::database)
                .flatMap(name -> Stream.ofNullable(seen.get(name)))
                .map(Relations::catalog)
                .toList();
    }

    /// The databases whose catalog could be read, with all that they hold.
    public List<DatabaseCatalog> catalogs() {
        return databases.catalogs();
    }

    /// Reads one database again; its snapshot on disk is replaced when the fingerprint changed.
    public synchronized Refreshed refreshCatalog(String database, Instant now) {
        var refreshed = databases.refreshed(generations.known(database), now);
        generations.renew(folder.library());
        return refreshed;
    }

    /// @param changes since it was read before
    public record Refreshed(DatabaseCatalog catalog, List<CatalogChange> changes) {
        public Refreshed {
            changes = List.copyOf(changes);
        }
    }

    public Warehouse warehouse(String database) {
        return databases.warehouse(generations.known(database));
    }

    /// The workspaces in which this person can read something, with the exemplars that they may run.
    public List<Workspace> workspaces(Viewer viewer) {
        var asking = new Asking(viewer, clock.instant(), project.limits().timeout(), new Cancellation());
        var generation = generations.current(viewer);
        return WorkspaceCheck.shown(
                model(viewer).library(),
                name -> generation.compiler().workspace(name, project.defaultDatabase()),
                query -> compiled(generation, query, asking));
    }

    /// What a dry run tells.
    public record Compiled(List<Column> columns, Receipt receipt) {}

    /// Compiles without running.
    public Compiled dryRun(Query query, Asking asking) {
        var compiled = compile(generations.current(asking.viewer()), query, asking);
        observing.dryRun(Asked.of(query), asking, compiled);
        return new Compiled(compiled.columns(), compiled.receipt());
    }

    /// What the database means to do for a question, which is not run, and which index would help.
    public Answer plan(Query query, Asking asking) {
        administratorsOnly(asking, "to see what a database does: it tells of rows that rules hide");
        var compiled = compile(generations.current(asking.viewer()), query, asking);
        var warehouse = databases.warehouse(compiled.sql().database());
        observing.dryRun(Asked.of(query), asking, compiled);
        var catalog = model().relations(warehouse.database()).catalog();
        return new Plans(warehouse.backend(), warehouse::run, asking)
                .answer(compiled.sql(), catalog, compiled.receipt());
    }

    /// Compiles for nobody: later questions find the code warm.
    public void rehearse(MetricQuery query, Asking asking) {
        var _ = generations.current(asking.viewer()).compiler().compile(query, asking);
    }

    /// Answers into a sink, row by row.
    public void answer(Query query, Asking asking, AnswerSink sink) {
        var generation = generations.current(asking.viewer());
        var compiled = compile(generation, query, asking);
        var warehouse = databases.warehouse(compiled.sql().database());
        question(generation, generation.watermarks(), Asked.of(query), compiled).answer(warehouse::run, asking, sink);
    }

    private Compilation compile(Generations.Generation generation, Query query, Asking asking) {
        return observing.compiling(Asked.of(query), asking, () -> switch (query) {
            case MetricQuery metrics -> generation.compiler().compile(metrics, asking);
            case SqlQuery sql -> compiled(generation, sql, asking);
        });
    }

    /// One row more than may be shown is asked for: it tells that there are more.
    private Compilation compiled(Generations.Generation generation, SqlQuery query, Asking asking) {
        var library = generation.compiler().model().library();
        var database = generations.known(Workspaces.database(query, library, project.defaultDatabase()));
        var limit = query.limit();
        if (limit != null && limit < 1)
            throw new Rejection(Problem.of(ResolveCode.BAD_LIMIT, "limit " + limit + " is not from 1"));
        var most = limit == null ? project.limits().rows() + 1L : limit;
        return generation.compiler().compile(query, database, most, asking);
    }

    private Answering question(
            Generations.Generation generation, Watermarks watermarks, Asked asked, Compilation compiled) {
        return new Answering(
                new Answering.Circumstances(generation.compiler(), watermarks, observing, project.limits()),
                asked,
                compiled);
    }

    /// Asks the tiles of a dashboard together: of one generation of definitions and, where a database can, of one
    /// state of its data. A tile that fails leaves the others alone.
    public BoardAnswer run(String dashboard, BoardRequest request, Asking asking) {
        var generation = generations.current(asking.viewer());
        var library = generation.compiler().model().library();
        var found = library.find(DataPoint.Dashboard.class, dashboard)
                .orElseThrow(() -> new Rejection(
                        Problem.of(BoardCode.UNKNOWN_DASHBOARD, "there is no dashboard '" + dashboard + "'")
                                .choices(Nearest.of(dashboard, library.ids(DataPoint.Type.DASHBOARD), 3))));
        // What others learn of watermarks meanwhile may be younger than what this run reads.
        var watermarks = new Watermarks(clock);
        Running.Compiling compiling =
                (query, asked) -> question(generation, watermarks, Asked.of(query), compile(generation, query, asked));
        return new Running(
                        compiling,
                        databases::warehouse,
                        project.zone(),
                        generation.compiler().model().almanac())
                .run(found, request, asking);
    }

    /// Answers in memory.
    public Answer answer(Query query, Asking asking) {
        var gathered = new Answering.Gathered();
        answer(query, asking, gathered);
        return gathered.answer();
    }

    /// The definitions of another version, bound to the catalogs as they are now.
    public Model bind(Library other) {
        return databases.bind(other);
    }

    /// Answers by the definitions of another version, from the source. Only the audit keeps such a question.
    public Answer answer(Model other, MetricQuery query, Asking asking) {
        administratorsOnly(asking, "to ask by other definitions");
        var compiler = new Compiler(other, project.zone(), List.of());
        var compiled = observing.compiling(Asked.of(query), asking, () -> compiler.compile(query, asking));
        var gathered = new Answering.Gathered();
        var warehouse = databases.warehouse(compiled.sql().database());
        var mostRows = project.limits().rows();
        observing.answering(Asked.of(query), asking, compiled, gathered, kept -> {
            var _ = Answering.run(warehouse::run, compiled, asking, new Answering.Limited(mostRows, kept));
        });
        return gathered.answer();
    }

    /// A write, to be tried or done; `kind` is what it is in the audit.
    public Changes changes(Kind kind, WriteQuery query, Asking asking) {
        return generations.changes(kind, query, generations.known(query.database()), asking, observing);
    }

    /// A migration there and back for a person to run; nothing of it is run here.
    public Draft draft(WriteQuery query, int least, Asking asking) {
        return observing.drafting(query, asking, () -> generations.draft(query, least, asking, this::answer));
    }

    /// Whether this person may approve a write to these tables: only who sees them whole.
    public boolean approves(Viewer viewer, String database, List<Table.Name> tables) {
        return generations.current().rules().approves(viewer, database, tables);
    }

    /// What a question in words asks for, or what in it was not understood.
    public Reading understand(String question, Asking asking) {
        return generations
                .current(asking.viewer())
                .words()
                .read(question, asking.asOf().atZone(project.zone()));
    }

    /// Takes the change of a ratio metric between a period and the one it is compared with apart into its two
    /// parts.
    public RatioChange explainChange(
            String metric, MetricQuery.Span period, MetricQuery.Compare compare, Asking asking) {
        var definition = Generations.metric(metric, model(asking.viewer()));
        return RatioChange.of(definition, answer(RatioChange.question(definition, period, compare), asking));
    }

    /// What became of each metric's `materialization`: built or not, fresh or not, and why.
    public List<Kept> rollups() {
        return materializing.kept(
                library().all(DataPoint.Metric.class), generations.current().shelf());
    }

    /// Builds the rollup that a metric's `materialization` describes, in the shadow, and puts it on the shelf.
    public synchronized Kept materialize(String metric, Asking asking) {
        administratorsOnly(asking, "to build a rollup: others read it");
        var definition = Generations.metric(metric, model());
        observing.building(metric, asking, () -> materializing.build(model(), project.zone(), definition, asking));
        generations.renew(folder.library());
        return rollups().stream()
                .filter(kept -> kept.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    /// The materialized views that a server keeps fresh.
    public Freshness freshness() {
        return freshness;
    }

    /// What a person sees only in part must not become what others see.
    private void administratorsOnly(Asking asking, String what) {
        if (generations.current().rules().governs(asking.viewer())) throw Access.administratorsOnly(what);
    }

    /// Every dimension that all the metrics can be grouped by.
    public List<Reachable.Dimension> dimensions(List<String> metrics) {
        return Reachable.of(model(), metrics);
    }

    /// Every dimension that this person can group all the metrics by.
    public List<Reachable.Dimension> dimensions(List<String> metrics, Viewer viewer) {
        return Reachable.of(model(viewer), metrics);
    }

    /// Checks what definitions claim about rows (keys, histories, calendars) against the data, one question each,
    /// and remembers it: answers that rely on what is wrong are refused from then on.
    ///
    /// @param watching is told each claim before it is checked
    /// @return a verdict for each claim that a database does not enforce itself
    public List<Verdict> verifyKeys(Asking asking, Consumer<String> watching) {
        administratorsOnly(asking, "to check claims: others rely on it");
        return observing.proving(asking, () -> generations.verified(asking, watching));
    }

    @Override
    public void close() {
        freshness.close();
        databases.close();
        observing.close();
    }
}
