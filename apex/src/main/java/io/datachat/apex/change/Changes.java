package io.datachat.apex.change;

import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.govern.policy.Policy;
import io.datachat.apex.govern.policy.Rulebook;
import io.datachat.apex.plan.write.Rules;
import io.datachat.apex.plan.write.WriteCode;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Writes;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.write.Surroundings;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tries a write, or does it.
public record Changes(WriteQuery asked, Reading reading, Statements statements, Around around, Asking asking) {

    /// @param full the definitions of those who see everything
    /// @param book who may see and write what
    public record Around(Warehouse warehouse, Model full, Rulebook book, Recorder recorder) {
        /// Reads a write when its database is open for writes at all.
        public Reading read(@Nullable Writes opened, Supplier<CompiledWrite> reading) {
            var allowed = open(warehouse.database(), opened);
            return new Reading(reading.get(), allowed);
        }
    }

    /// @param opened the first key
    public record Reading(CompiledWrite write, Writes opened) {}

    /// Writes down what is tried and done.
    @FunctionalInterface
    public interface Recorder {
        Seen of(Kind kind, Changes changes, Supplier<Seen> work);
    }

    /// The first key of a database, before anything is read.
    public static Writes open(String database, @Nullable Writes opened) {
        if (opened != null) return opened;
        throw new Rejection(Problem.of(WriteCode.CLOSED, "nothing may be written to database '" + database + "'")
                .hint("open a table in datachat.yaml: writes: {tables: [NAME]} below the database"));
    }

    /// Runs it in a transaction that is rolled back.
    public Seen rehearse() {
        return around.recorder().of(Kind.PROPOSAL, this, this::rehearsed);
    }

    private Seen rehearsed() {
        try (var doing = new Doing(work(), statements, around.warehouse(), asking)) {
            return doing.rehearse();
        }
    }

    /// Runs it and makes it final, when it is what was approved.
    ///
    /// @param last is told before it is made final; what it throws stops everything
    public Seen perform(Seen.Bound approved, Final last) {
        return around.recorder().of(Kind.WRITE, this, () -> performed(approved, last));
    }

    private Seen performed(Seen.Bound approved, Final last) {
        var work = work();
        Doing.requireAsked(approved, work.asked());
        try (var doing = new Doing(work, statements, around.warehouse(), asking)) {
            return doing.perform(approved, last);
        }
    }

    /// Told at the last moment before a write is made final.
    @FunctionalInterface
    public interface Final {
        /// @param done   what will be made final
        /// @param number of the transaction; empty where the database will not know it
        void before(Seen done, Optional<String> number);
    }

    public CompiledWrite write() {
        return reading.write();
    }

    private Work work() {
        var write = write();
        var allowed = reading.opened();
        var full = around.full();
        var catalog = full.relations(write.database()).catalog();
        var table = write.table().name();
        var listed = allowed.tables().stream()
                .anyMatch(name -> catalog.table(name)
                        .filter(found -> found.name().equals(table))
                        .isPresent());
        if (!listed)
            throw new Rejection(Problem.of(WriteCode.CLOSED, "table " + table + " is not open for writing")
                    .hint("add it to 'writes: tables:' of database " + write.database() + " in datachat.yaml"));
        if (!around.book().writes(asking.viewer(), catalog, table))
            throw new Rejection(Problem.of(WriteCode.CLOSED, "none of your roles may write " + table)
                    .hint("an administrator can add it to 'writes:' of a role under access:"));
        var rules = Rules.of(full, write.database(), table);
        var surroundings = around.warehouse().surroundings(table);
        var policy = around.book().policy(asking.viewer());
        Gate.pass(write, surroundings, policy, rules);
        var minded = minding(rules, surroundings);
        return new Work(write, minded, shown(minded, policy), surroundings, allowed, mark());
    }

    /// Those that may say something else after the write: of rows that are changed, only those that look at what
    /// is.
    private List<Rules.Rule> minding(List<Rules.Rule> rules, Surroundings table) {
        if (!write().update() || !table.triggers().isEmpty()) return rules;
        var generated = table.columns().stream()
                .filter(column -> column.filling() == Surroundings.Filling.GENERATED)
                .toList();
        return rules.stream()
                .filter(rule -> write().columns().stream().anyMatch(column -> rule.reads(column.name()))
                        || generated.stream().anyMatch(column -> rule.reads(column.name())))
                .toList();
    }

    private List<Rules.Rule> shown(List<Rules.Rule> rules, Policy policy) {
        var sight = policy.none()
                ? null
                : policy.sight(write().database(), write().table().name());
        return rules.stream()
                .filter(rule -> sight == null
                        || rule.condition().references().stream()
                                .allMatch(reference ->
                                        sight.plain(reference.segments().getFirst())))
                .toList();
    }

    /// What whoever approves agrees to: this text with these values, on this database, for this person.
    private String mark() {
        var viewer = asking.viewer();
        var digest = new Digest().text(asked.sql()).text(write().database()).text(viewer.name());
        new TreeMap<>(asked.parameters())
                .forEach((name, value) ->
                        digest.text(name).text(value.type().name()).text(String.valueOf(value.raw())));
        digest.text("as");
        new TreeSet<>(viewer.roles()).forEach(digest::text);
        new TreeMap<>(viewer.attributes())
                .forEach((name, value) -> digest.text(name).text(value));
        return digest.text(String.valueOf(viewer.administrator())).hex();
    }
}
