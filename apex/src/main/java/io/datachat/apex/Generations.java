package io.datachat.apex;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.change.Changes;
import io.datachat.apex.change.Gate;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.draft.Draft;
import io.datachat.apex.draft.Drafting;
import io.datachat.apex.draft.Ground;
import io.datachat.apex.fresh.Freshness;
import io.datachat.apex.fresh.TriggerScript;
import io.datachat.apex.govern.policy.Policy;
import io.datachat.apex.govern.policy.Rulebook;
import io.datachat.apex.plan.text.SqlPlan;
import io.datachat.apex.plan.write.Rules;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.render.Executable;
import io.datachat.apex.resolve.bind.Narrowing;
import io.datachat.apex.resolve.claim.Claims;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.route.Rollup;
import io.datachat.apex.warehouse.proof.Ledger;
import io.datachat.apex.warehouse.proof.Proving;
import io.datachat.apex.warehouse.proof.Verdict;
import io.datachat.apex.words.Words;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What questions are answered with, for those who see everything and for each set of roles. Safe for use by many
/// threads.
final class Generations {
    private final Project project;
    private final OpenDatabases databases;
    private final Materializing materializing;
    private final Ledger ledger;
    private final InstantSource clock;
    private volatile Generation current;

    Generations(
            Library library,
            Project project,
            OpenDatabases databases,
            Materializing materializing,
            InstantSource clock) {
        this.project = project;
        this.databases = databases;
        this.materializing = materializing;
        this.ledger = new Ledger(ProjectFolder.state(project));
        this.clock = clock;
        this.current = made(library);
    }

    /// What questions are answered with; replaced as a whole, so that no question sees half of a reload.
    ///
    /// @param until when a rollup of the shelf becomes too old
    /// @param unanswerable what is wrong with tiles and exemplars, once somebody wanted to know
    /// @param narrow the same for those who do not see everything, by their roles
    record Generation(
            Compiler compiler,
            Words words,
            Rulebook rules,
            List<Rollup> shelf,
            Instant until,
            Watermarks watermarks,
            AtomicReference<@Nullable List<Problem>> unanswerable,
            Map<Set<String>, Generation> narrow) {
        /// The same for everybody, who know nothing of how far entities go.
        Generation with(Watermarks unknown) {
            var others = new ConcurrentHashMap<Set<String>, Generation>();
            narrow.forEach((roles, each) -> others.put(roles, each.with(unknown)));
            return new Generation(compiler, words, rules, shelf, until, unknown, unanswerable, others);
        }
    }

    /// @param database null for the default
    String known(@Nullable String database) {
        var names = project.databases().stream().map(Project.Database::name).toList();
        if (database == null) return project.defaultDatabase();
        if (names.contains(database)) return database;
        throw new Rejection(Problem.of(ResolveCode.UNKNOWN_DATABASE, "unknown database '" + database + "'")
                .choices(Nearest.of(database, names, 3)));
    }

    /// @throws Rejection when there is no metric of that name
    static DataPoint.Metric metric(String id, Model model) {
        return model.library()
                .find(DataPoint.Metric.class, id)
                .orElseThrow(() -> new Rejection(Problem.of(ResolveCode.UNKNOWN_METRIC, "unknown metric '" + id + "'")
                        .choices(Nearest.of(id, model.metrics().keySet(), 5))));
    }

    /// A write, to be tried or done.
    Changes changes(Kind kind, WriteQuery query, String database, Asking asking, Observing observing) {
        var compiler = current(asking.viewer()).compiler();
        var full = current();
        var around = new Changes.Around(
                databases.warehouse(database), full.compiler().model(), full.rules(), observing::writing);
        var opened = project.database(database).writes();
        var write = observing.reading(
                kind, query, asking, () -> around.read(opened, () -> compiler.compile(query, database, asking)));
        return new Changes(query, write, compiler.statements(full.compiler(), asking), around, asking);
    }

    /// A migration there and back, to be run by a person.
    ///
    /// @param least the smallest number of its files
    Draft draft(WriteQuery query, int least, Asking asking, BiFunction<SqlQuery, Asking, Answer> answer) {
        var database = known(query.database());
        var compiler = current(asking.viewer()).compiler();
        var full = current();
        var warehouse = databases.warehouse(database);
        var policy = full.rules().policy(asking.viewer());
        var gated = new Ground.Gated(
                each -> {
                    var compiled = compiler.compile(each, database, SqlPlan.ALL, asking);
                    var columns = compiled.columns().stream()
                            .map(Executable.Column::name)
                            .toList();
                    return new Ground.Read(compiled.sql(), columns, compiled.tables());
                },
                each -> {
                    var write = compiler.compile(each, database, asking);
                    var name = write.table().name();
                    var rules = Rules.of(full.compiler().model(), database, name);
                    Gate.pass(write, warehouse.surroundings(name), policy, rules);
                    return write;
                },
                each -> {
                    var named = new LinkedHashMap<>(each.parameters());
                    named.keySet().removeIf(name -> !each.sql().contains(name));
                    var asked = new SqlQuery(each.sql(), named, database, null, null);
                    var counted = answer.apply(asked, asking).rows().getFirst().getFirst();
                    return ((Number) Objects.requireNonNull(counted)).longValue();
                });
        var catalog = full.compiler().model().relations(database).catalog();
        return Drafting.of(query, new Ground(warehouse, catalog, policy, gated), least);
    }

    /// Keeps views fresh; what is refreshed is written down, and forgotten where it was remembered.
    Freshness freshness(Observing observing) {
        TriggerScript.Keys keys = (database, schema, view) ->
                current().compiler().model().keys(database).getOrDefault(new Table.Name(schema, view), List.of());
        return new Freshness(project, observing::refreshing, this::refreshed, keys, clock);
    }

    /// What the data says about each claim of the definitions.
    List<Verdict> verified(Asking asking, Consumer<String> watching) {
        var compiler = current().compiler();
        var model = compiler.model();
        List<Verdict> verdicts = new ArrayList<>();
        for (var claim : Claims.of(model)) {
            watching.accept(Claims.said(model, claim));
            var question = compiler.doubt(claim, asking.viewer());
            verdicts.add(Proving.of(model, claim, question, databases.warehouse(question.database()), asking));
        }
        ledger.keep(model, verdicts);
        return List.copyOf(verdicts);
    }

    /// What questions of this person are answered with.
    ///
    /// @throws io.datachat.apex.problem.Rejection when nobody can tell what they may see
    Generation current(Viewer viewer) {
        var generation = current();
        var policy = generation.rules.policy(viewer);
        var roles = policy.stamp().roles();
        return roles == null ? generation : generation.narrow.computeIfAbsent(roles, _ -> narrowed(generation, policy));
    }

    private Generation narrowed(Generation full, Policy policy) {
        var catalogs = policy.catalogs();
        var model = Narrowing.of(full.compiler.model(), library -> databases.bind(library, catalogs));
        return generation(model, new Words(model.library(), project.almanac()), full.rules, full.shelf, full.until);
    }

    /// Compiled questions remember their rollup, so a rollup that grew too old ends the memory of all.
    Generation current() {
        var known = current;
        return clock.instant().isBefore(known.until) ? known : aged();
    }

    private synchronized Generation aged() {
        if (!clock.instant().isBefore(current.until))
            current = shelved(current.compiler.model(), current.words, current.rules);
        return current;
    }

    /// Forgets what was known of the rows of a database, one of whose views was refreshed: how far its entities go,
    /// and which rollups still show what their source does.
    synchronized void refreshed(String database, Table.Name view, Instant when) {
        databases.refreshed(database, view, when);
        var before = current;
        var concerned = before.shelf.stream()
                .anyMatch(rollup ->
                        rollup.database().equals(database) && rollup.stale().isEmpty());
        current = concerned
                ? shelved(before.compiler.model(), before.words, before.rules)
                : before.with(new Watermarks(clock));
    }

    /// From now on the catalogs and rollups as they are, and this library.
    synchronized void renew(Library library) {
        current = made(library);
    }

    private Generation made(Library library) {
        return shelved(databases.bind(library), new Words(library, project.almanac()), databases.rules());
    }

    private Generation shelved(Model model, Words words, Rulebook rules) {
        var shelf = materializing.shelf(model, project.zone());
        var until = shelf.stream()
                .flatMap(rollup -> Stream.ofNullable(rollup.until()))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        return generation(model, words, rules, shelf, until);
    }

    private Generation generation(Model model, Words words, Rulebook rules, List<Rollup> shelf, Instant until) {
        return new Generation(
                new Compiler(model, project.zone(), shelf, ledger::trust, rules),
                words,
                rules,
                shelf,
                until,
                new Watermarks(clock),
                new AtomicReference<>(),
                new ConcurrentHashMap<>());
    }
}
