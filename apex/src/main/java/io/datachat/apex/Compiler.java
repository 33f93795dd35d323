package io.datachat.apex;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datachat.apex.Compilation.Prepared;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.completeness.Coverage;
import io.datachat.apex.answer.completeness.Extent;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.change.CompiledWrite;
import io.datachat.apex.change.Statements;
import io.datachat.apex.check.Limits;
import io.datachat.apex.check.claim.Trust;
import io.datachat.apex.check.fanout.FanOut;
import io.datachat.apex.check.join.JoinCheck;
import io.datachat.apex.govern.Governed;
import io.datachat.apex.govern.Governor;
import io.datachat.apex.govern.policy.Access;
import io.datachat.apex.govern.policy.Policy;
import io.datachat.apex.govern.policy.Rulebook;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.plan.Planner;
import io.datachat.apex.plan.lift.Lift;
import io.datachat.apex.plan.lift.Liftings;
import io.datachat.apex.plan.proof.ClaimPlan;
import io.datachat.apex.plan.template.TemplatePlanner;
import io.datachat.apex.plan.template.VerbatimPlan;
import io.datachat.apex.plan.text.SqlPlan;
import io.datachat.apex.plan.write.TouchedRows;
import io.datachat.apex.plan.write.WritePlan;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.read.ReadQuery;
import io.datachat.apex.read.SqlReader;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.parameter.Unbound;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Renderer;
import io.datachat.apex.render.Tidy;
import io.datachat.apex.render.dialect.Dialect;
import io.datachat.apex.resolve.Binds;
import io.datachat.apex.resolve.Resolver;
import io.datachat.apex.resolve.asked.Shift;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.claim.Claim;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.slice.Calendars;
import io.datachat.apex.resolve.template.ResolvedTemplate;
import io.datachat.apex.resolve.template.TemplateResolver;
import io.datachat.apex.route.Rollup;
import io.datachat.apex.route.Router;
import io.datachat.apex.route.early.Early;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Stretch;
import io.datachat.apex.workspace.Workspace;
import io.datachat.apex.workspace.Workspaces;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The pipeline on one page: a question in, a statement and its receipt out.
///
/// One compiler serves one model; a question of a shape that was seen before only gets its values bound.
public final class Compiler {
    private static final int MOST_SHAPES = 2_000;
    private static final Duration KEPT = Duration.ofHours(24);

    private final Model model;
    private final ZoneId zone;
    private final List<Rollup> shelf;
    private final Function<Model, Trust> trust;
    private final Rulebook rules;
    /// By database: its tables with the keys that entities declare. What a query in SQL may count too often is told
    /// by them; nothing is computed by them.
    private final Map<String, Relations> keyed = new ConcurrentHashMap<>();

    private final Workspaces workspaces;
    private final Liftings liftings;

    private final Cache<Shape, Prepared> shapes = Caffeine.newBuilder()
            .maximumSize(MOST_SHAPES)
            .expireAfterAccess(KEPT)
            .build();

    /// @param zone  of questions that name none
    /// @param shelf rollups that may answer
    public Compiler(Model model, ZoneId zone, List<Rollup> shelf) {
        this(model, zone, shelf, _ -> Trust.NONE, Rulebook.OPEN);
    }

    /// @param trust what is known about the claims of the model, at any time
    /// @param rules who may see what
    Compiler(Model model, ZoneId zone, List<Rollup> shelf, Function<Model, Trust> trust, Rulebook rules) {
        this.rules = rules;
        this.trust = trust;
        this.shelf = List.copyOf(shelf);
        this.model = model;
        this.zone = zone;
        this.workspaces = new Workspaces(model.library());
        this.liftings = new Liftings(model, zone);
    }

    public Model model() {
        return model;
    }

    /// What tells this person from others who see something else.
    Policy.Stamp sees(Viewer viewer) {
        return rules.policy(viewer).stamp();
    }

    boolean governs(Viewer viewer) {
        return rules.governs(viewer);
    }

    Backend backend(String database) {
        return model.relations(database).catalog().backend();
    }

    /// @throws Rejection with every problem that the first failing stage found
    public Compilation compile(MetricQuery asked, Asking asking) {
        var query = Calendars.named(model, asked);
        var started = System.nanoTime();
        var here = query.zone() == null ? zone : query.zone();
        var period = Shape.period(query, asking.asOf().atZone(here), model.almanac());
        var template = TemplateResolver.resolve(model, query);
        if (template.isPresent()) return template(template.get(), query, asking, here, started);
        var ends = Shape.Ends.of(period, Shift.of(query, period), !shelf.isEmpty());
        var policy = rules.policy(asking.viewer());
        var shape = Shape.of(query, ends, here, policy.stamp());
        var known = shapes.getIfPresent(shape) != null;
        var prepared = shapes.get(shape, _ -> prepare(query, period, shape, policy));
        var previous = prepared.shift() == null
                ? null
                : period.closed().map(prepared.shift()::back).orElse(null);
        var values = new Binds(query, period, previous, here, prepared.parameters(query, model)).of(prepared.slots());
        var extent = new Extent(prepared.coverage(), period, asking.asOf(), here, model.almanac());
        return compilation(
                prepared.trusting(trust, model),
                values,
                new Receipts.Values(period, previous, asking.asOf(), known),
                extent,
                started);
    }

    /// SQL text -> relational algebra -> the same gates as every other question.
    ///
    /// @param most rows that may come back
    /// @throws Rejection with the place in the text
    public Compilation compile(SqlQuery asked, String database, long most, Asking asking) {
        var started = System.nanoTime();
        var policy = rules.policy(asking.viewer());
        var workspace = workspaces.of(asked.workspace(), keyed(database), policy.none());
        var relations = workspace.map(Workspace::relations).orElseGet(() -> keyed(database));
        var given = ParameterValues.given(asked.parameters());
        var text = SqlText.of("sql", asked.sql());
        var read = SqlReader.read(text, workspace.map(Workspace::seen).orElse(relations), given);
        Unbound.refuse(text, asked.parameters(), read.parameters());
        // Joins along edges where there are any; else what counts too often is only told.
        var notes = workspace.map(within -> kept(read, within)).orElseGet(() -> FanOut.of(read.plan()));
        var plan = SqlPlan.of(read, database, most);
        var lift = liftings.of(database, !policy.none(), read.plan(), Binds.given(given, plan.slots()));
        if (lift instanceof Lift.Certified same) {
            var answering = SqlPlan.of(read, same.plan(), same.rows(), most);
            try {
                return certified(same, answering, policy, new Said(notes, asking, started));
            } catch (Rejection refused) { // what it relies on does not hold: the SQL runs as it is
                lift = new Lift.Other(refused.problems().getFirst().message());
            }
        }
        var receipts = new Receipts(model);
        var certificate = receipts.certificate(lift);
        var prepared = finish(
                plan,
                new Gates(policy, relations, List.of(), Set.of()),
                checked -> receipts.of(checked, zone).certified(certificate));
        return compilation(
                prepared.noting(notes),
                Binds.given(given, prepared.slots()),
                new Receipts.Values(Stretch.ALL_TIME, null, asking.asOf(), false),
                new Extent(Coverage.NONE, Stretch.ALL_TIME, asking.asOf(), zone),
                started);
    }

    private record Said(List<String> notes, Asking asking, long started) {}

    /// SQL that is a question for metrics is answered as that question: from a rollup where one gives the rows.
    private Compilation certified(Lift.Certified lift, Plan plan, Policy policy, Said said) {
        var receipts = new Receipts(model);
        var aligned = Shape.Ends.of(lift.period(), null, !shelf.isEmpty()).aligned();
        var prepared = finish(
                        plan,
                        gates(policy, plan.database(), aligned),
                        checked -> receipts.of(lift.asked(), checked).certified(receipts.certificate(lift)))
                .asked(lift.asked());
        return compilation(
                prepared.trusting(trust, model).noting(said.notes()),
                new Binds(lift.query(), lift.period(), null, lift.zone(), ParameterValues.NONE).of(prepared.slots()),
                new Receipts.Values(lift.period(), null, said.asking().asOf(), false),
                new Extent(prepared.coverage(), lift.period(), said.asking().asOf(), lift.zone(), model.almanac()),
                said.started());
    }

    private Gates gates(Policy policy, String database, Set<Grain> aligned) {
        var own = shelf.stream()
                .filter(rollup -> rollup.database().equals(database))
                .toList();
        return new Gates(policy, model.relations(database), own, aligned);
    }

    /// The rows of a write pass the same gates; [#statements] puts a statement around them.
    public CompiledWrite compile(WriteQuery asked, String database, Asking asking) {
        var read = WritePlan.read(asked, model.relations(database), database);
        var rows = plain(read.plan(), asking, slots -> Binds.given(read.given(), slots));
        return CompiledWrite.of(read.to(), (Executable.Compiled) rows.sql(), rows.receipt(), rows.tables());
    }

    /// @param full the compiler of those who see everything: business rules are about all columns
    Statements statements(Compiler full, Asking asking) {
        var everything = Asking.local(asking.asOf());
        return Statements.of(
                Executable.Change::new,
                (write, keys) -> touched(TouchedRows.of(model, write.place(), keys.size()), keys, asking),
                (rule, key, keys) ->
                        full.touched(TouchedRows.breaking(full.model, rule, key, keys.size()), keys, everything));
    }

    private Executable.Compiled touched(Plan plan, List<List<@Nullable Object>> keys, Asking asking) {
        return (Executable.Compiled)
                plain(plan, asking, slots -> Binds.listed(keys, slots)).sql();
    }

    /// A plan over tables as they are, of all time.
    private Compilation plain(Plan plan, Asking asking, Function<List<Slot>, List<@Nullable Object>> values) {
        var started = System.nanoTime();
        var gates = new Gates(rules.policy(asking.viewer()), model.relations(plan.database()), List.of(), Set.of());
        var prepared = finish(plan, gates, checked -> new Receipts(model).of(checked, zone));
        return compilation(
                prepared,
                values.apply(prepared.slots()),
                new Receipts.Values(Stretch.ALL_TIME, null, asking.asOf(), false),
                new Extent(Coverage.NONE, Stretch.ALL_TIME, asking.asOf(), zone),
                started);
    }

    private static List<String> kept(ReadQuery read, Workspace workspace) {
        var verdict = JoinCheck.of(read, workspace);
        Rejection.unlessEmpty(verdict.problems());
        return verdict.explained();
    }

    private Relations keyed(String database) {
        return keyed.computeIfAbsent(database, name -> model.relations(name).knowing(model.keys(name)));
    }

    /// A workspace as its people see it.
    ///
    /// @param standard the project's default database
    /// @throws Rejection when there is none of this name for them, or its database cannot be read
    Workspace workspace(String name, String standard) {
        var database = Workspaces.database(SqlQuery.of("").in(name), model.library(), standard);
        if (model.databases().containsKey(database)) return workspaces.bound(name, keyed(database));
        throw new Rejection(Problem.of(
                        ResolveCode.UNKNOWN_DATABASE,
                        "database '" + database + "' of workspace " + name + " is not there")
                .choices(Nearest.of(database, model.databases().keySet(), 3)));
    }

    /// A template's text depends on the values of its keywords, so it is read anew each time.
    private Compilation template(ResolvedTemplate asked, MetricQuery query, Asking asking, ZoneId here, long started) {
        var binds = new Binds(query, Stretch.ALL_TIME, null, here, asked.values());
        var now = new Receipts.Values(Stretch.ALL_TIME, null, asking.asOf(), false);
        var extent = new Extent(Coverage.NONE, Stretch.ALL_TIME, asking.asOf(), here);
        var relations = model.relations(asked.block().database());
        Plan plan;
        try {
            plan = TemplatePlanner.plan(asked, relations); // text        -> relational algebra
        } catch (Rejection unreadable) {
            var verbatim = VerbatimPlan.of(asked, asking.viewer(), unreadable);
            var sql = new Executable.Verbatim(
                    asked.block().database(),
                    verbatim.text(),
                    Compilation.binds(verbatim.slots(), binds.of(verbatim.slots())),
                    Compilation.columns(verbatim.columns()));
            var receipt = new Receipts(model).of(asked, verbatim, here);
            return Compilation.of(sql, now.complete(receipt, sql.binds(), since(started)), extent, List.of())
                    .declared(asked, verbatim.columns(), model);
        }
        var prepared = finish(
                plan,
                new Gates(rules.policy(asking.viewer()), relations, List.of(), Set.of()),
                checked -> new Receipts(model).of(asked, checked.plan(), here));
        return compilation(prepared, binds.of(prepared.slots()), now, extent, started)
                .expecting(asked, model);
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /// What the gates know besides the plan.
    private record Gates(Policy policy, Relations relations, List<Rollup> shelf, Set<Grain> aligned) {}

    private static Compilation compilation(
            Prepared prepared, List<@Nullable Object> values, Receipts.Values known, Extent extent, long started) {
        var sql = new Executable.Compiled(
                prepared.database(), prepared.text(), Compilation.binds(prepared.slots(), values), prepared.columns());
        var shown = prepared.shown().stream().map(sql.binds()::get).toList();
        return Compilation.of(sql, known.complete(prepared.receipt(), shown, since(started)), extent, prepared.tables())
                .expecting(prepared.expected());
    }

    private Prepared prepare(MetricQuery query, Stretch period, Shape shape, Policy policy) {
        var asked = Resolver.resolve(model, query, period, shape.zone()); // names       -> definitions
        var plan = Planner.plan(model, asked); // definitions -> relational algebra
        var shelved = gates(policy, asked.database(), shape.period().aligned());
        var prepared = finish(plan, shelved, checked -> new Receipts(model).of(asked, checked));
        return prepared.asked(asked).expecting(asked, model);
    }

    /// How far the watermark of an entity goes: the smallest and the greatest value of its column. Asked of the
    /// source, never of a rollup.
    Compilation watermark(Coverage.Source source, Asking asking) {
        var started = System.nanoTime();
        var asked = Watermarks.question(source);
        var gates = new Gates(rules.policy(asking.viewer()), model.relations(asked.database()), List.of(), Set.of());
        var prepared = finish(Planner.plan(model, asked), gates, checked -> new Receipts(model).of(asked, checked));
        return compilation(
                prepared,
                List.of(),
                new Receipts.Values(Stretch.ALL_TIME, null, asking.asOf(), false),
                new Extent(Coverage.NONE, Stretch.ALL_TIME, asking.asOf(), asked.zone()),
                started);
    }

    /// The question whose rows speak against a claim of the model.
    ///
    /// @throws Rejection for a viewer under a policy: what they do not see may speak against it
    Executable doubt(Claim claim, Viewer viewer) {
        var policy = rules.policy(viewer);
        if (!policy.none()) throw Access.administratorsOnly("to check claims against all rows");
        var plan = ClaimPlan.of(model, claim);
        var relations = model.relations(plan.database());
        var checked = Limits.check(Governor.govern(plan, policy, relations));
        var rendered = Renderer.render(
                Tidy.tidy(checked.plan().rel()), Dialect.of(relations.catalog().backend()));
        return new Executable.Compiled(
                plan.database(), rendered.text(), List.of(), Compilation.columns(plan.columns()));
    }

    /// The gates that every plan goes through, however it entered.
    private static Prepared finish(Plan plan, Gates gates, Function<Governed, Receipt> receipt) {
        var governed = Governor.govern(plan, gates.policy(), gates.relations()); // the algebra this person may run
        var checked = Limits.check(governed);
        var routed =
                Router.route(checked, gates.shelf(), gates.aligned()); // source, or a rollup that gives the same rows
        var answering = routed.governed().plan();
        var catalog = gates.relations().catalog();
        var early = Early.group(answering.rel(), catalog); // large facts, before they are joined
        var places = Receipts.places(routed);
        var tidy = Governor.assertGuarded(Tidy.tidy(early.rel()), gates.policy(), plan.database(), places);
        var dialect = Dialect.of(catalog.backend());
        var rendered = Renderer.render(tidy, dialect); // algebra -> text and binds
        var slots = rendered.parameters().stream().map(answering.slots()::get).toList();
        // Access rules may tell what this person must not know: a receipt shows the plan as it was asked.
        var shown = governed.plan().rel() == plan.rel() ? rendered : Renderer.render(Tidy.tidy(plan.rel()), dialect);
        return new Prepared(
                plan.database(),
                rendered.text(),
                slots,
                Compilation.columns(plan.columns()),
                receipt.apply(checked.with(plan.proving(early.reasons())))
                        .written(shown.text(), Receipts.route(routed))
                        .noting(Receipts.ages(routed)),
                shown.parameters().stream()
                        .map(rendered.parameters()::indexOf)
                        .filter(index -> index >= 0)
                        .toList(),
                null,
                Coverage.NONE,
                plan.relies(),
                Receipts.tables(plan, routed),
                Compilation.expected(plan, governed));
    }
}
