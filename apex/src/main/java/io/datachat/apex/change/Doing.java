package io.datachat.apex.change;

import io.datachat.apex.change.Seen.Bound;
import io.datachat.apex.change.Seen.Checked;
import io.datachat.apex.change.Seen.Row;
import io.datachat.apex.plan.write.Rules;
import io.datachat.apex.plan.write.WriteCode;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.render.Executable;
import io.datachat.apex.warehouse.Warehouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One write in one transaction: the rows that it is for, as they are; the statement; the same rows as they are then;
/// the business rules about them. What comes of it is rolled back, or made final when it is what was approved.
final class Doing implements AutoCloseable {
    /// So many rows are looked at by one statement.
    private static final int AT_ONCE = 250;

    private static final int SAMPLE = 10;

    private final Work work;
    private final Statements statements;
    private final Asking asking;
    private final Warehouse.Writing transaction;
    private final long started = System.nanoTime();
    private final List<String> notes = new ArrayList<>();

    Doing(Work work, Statements statements, Warehouse warehouse, Asking asking) {
        this.work = work;
        this.statements = statements;
        this.asking = asking;
        this.transaction = warehouse.writing(asking.timeout(), asking.cancellation());
    }

    /// Runs the statement and rolls it back. What would leave traces even so is not run, only computed.
    Seen rehearse() {
        var computed = computed();
        var traces = work.traces();
        var change = statement();
        if (!traces.isEmpty()) {
            notes.add("the statement itself was not tried: " + String.join(", ", traces)
                    + " may leave traces that no rollback takes back");
            return seen(computed.before(), computed.values(), change, false);
        }
        var numbered = work.numbered();
        var tried = numbered.isEmpty()
                ? change
                : statements.change(work.write(), work.natives(), numbered, work.identity());
        if (!numbered.isEmpty())
            notes.add(String.join(", ", numbered)
                    + ": given by the database when it is done; a rehearsal takes no number" + " of a sequence");
        return seen(computed.before(), wrote(tried, computed, numbered), change, true);
    }

    /// Runs the statement and makes it final.
    ///
    /// @param approved what it must be
    /// @param last     is told the number of the transaction at the last moment; what it throws stops everything
    Seen perform(Bound approved, Changes.Final last) {
        var computed = computed();
        var change = statement();
        var done = seen(computed.before(), wrote(change, computed, List.of()), change, true);
        requireSame(approved, done.bound());
        last.before(done, transaction.number());
        transaction.commit();
        return done;
    }

    static void requireAsked(Bound approved, String now) {
        if (!approved.asked().equals(now))
            throw other("the text, its values, the database or the person is another than was approved");
    }

    private static void requireSame(Bound approved, Bound now) {
        requireAsked(approved, now.asked());
        if (!approved.meant().equals(now.meant()))
            throw other("definitions, access rules or the structure of the table changed since it was approved");
        if (approved.rows() != now.rows())
            throw other("it would touch " + now.rows() + " rows, and " + approved.rows() + " were approved");
        if (!approved.which().equals(now.which()))
            throw other("it would touch other rows than those that were approved");
    }

    private static Rejection other(String message) {
        return new Rejection(Problem.of(WriteCode.OTHER_ROWS, message).hint("propose it again with --write"));
    }

    /// @param keys   of the rows to be changed, in order; empty for an insert
    /// @param before those rows as they are; empty for an insert
    /// @param values the new values as computed
    private record Computed(
            List<List<@Nullable Object>> keys,
            Map<List<@Nullable Object>, List<@Nullable Object>> before,
            List<List<@Nullable Object>> values) {}

    private Computed computed() {
        var most = work.opened().mostRows();
        var rows = new Gathered(most + 1);
        run(work.write().rows(), rows);
        if (rows.rows().size() > most)
            throw new Rejection(Problem.of(WriteCode.TOO_MANY_ROWS, "it would touch more than " + most + " rows")
                    .hint("write fewer rows at once, or raise most_rows of database "
                            + work.write().database()));
        if (!work.write().update()) return new Computed(List.of(), Map.of(), rows.rows());
        var width = work.write().key().size();
        List<List<@Nullable Object>> keys = new ArrayList<>();
        for (var row : rows.rows()) keys.add(row.subList(0, width));
        if (new HashSet<>(keys).size() < keys.size()) throw new IllegalStateException("a row would be changed twice");
        return new Computed(keys, images(keys), rows.rows());
    }

    private Executable.Change statement() {
        return statements.change(work.write(), work.natives(), List.of(), false);
    }

    /// @return the rows as they are now, by the order of their keys
    private List<List<@Nullable Object>> wrote(Executable.Change change, Computed computed, List<String> numbered) {
        var write = work.write();
        List<List<@Nullable Object>> keys;
        if (write.update()) {
            var count = run(change);
            if (count != computed.keys().size())
                throw new Rejection(Problem.of(
                        WriteCode.UNUSABLE,
                        "the database changed " + count + " rows of "
                                + computed.keys().size() + ": something of its own holds rows back"));
            keys = computed.keys();
        } else {
            var added = new Gathered(Integer.MAX_VALUE);
            run(change, added);
            keys = added.rows();
            if (keys.size() != computed.values().size())
                throw new Rejection(Problem.of(
                        WriteCode.UNUSABLE,
                        "the database added " + keys.size() + " rows of "
                                + computed.values().size() + ": something of its own holds rows back"));
        }
        var after = images(keys);
        if (after.size() != keys.size())
            throw new Rejection(Problem.of(
                            WriteCode.OUT_OF_SIGHT,
                            (keys.size() - after.size()) + " of the rows would be such as you do not see")
                    .hint("write rows that your access rules show"));
        if (transaction.number().isPresent()) run(immediate());
        obey(keys);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (var key : keys) {
            List<@Nullable Object> row = new ArrayList<>(after.getOrDefault(key, List.of()));
            for (var column : numbered) row.set(place(column), null);
            rows.add(Collections.unmodifiableList(row));
        }
        return rows;
    }

    /// What is looked at only at the end of a transaction is looked at now.
    private Executable immediate() {
        return new Executable.System(
                work.write().database(), Executable.System.Purpose.SESSION, "SET CONSTRAINTS ALL IMMEDIATE", List.of());
    }

    private int place(String column) {
        var columns = work.write().table().columns();
        for (var i = 0; i < columns.size(); i++) if (columns.get(i).name().equalsIgnoreCase(column)) return i;
        throw new IllegalStateException("no column " + column);
    }

    /// The rows of these keys as whoever writes sees them now; those that they do not see are missing.
    private Map<List<@Nullable Object>, List<@Nullable Object>> images(List<List<@Nullable Object>> keys) {
        Map<List<@Nullable Object>, List<@Nullable Object>> images = new HashMap<>();
        var places = work.write().key().stream().map(this::place).toList();
        for (var from = 0; from < keys.size(); from += AT_ONCE) {
            var some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            var rows = new Gathered(Integer.MAX_VALUE);
            run(statements.image(work.write(), some), rows);
            for (var row : rows.rows()) {
                List<@Nullable Object> key = new ArrayList<>();
                for (var place : places) key.add(row.get(place));
                images.put(key, row);
            }
        }
        return images;
    }

    private void obey(List<List<@Nullable Object>> keys) {
        List<Problem> broken = new ArrayList<>();
        for (var rule : work.rules()) {
            var rows = 0;
            for (var from = 0; from < keys.size(); from += AT_ONCE) {
                var some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
                var found = new Gathered(Integer.MAX_VALUE);
                run(statements.breaking(work.write(), rule, some), found);
                rows += found.rows().size();
            }
            if (rows > 0) broken.add(broken(rule, rows));
        }
        Rejection.unlessEmpty(broken);
    }

    private Problem broken(Rules.Rule rule, int rows) {
        var known = work.shown().contains(rule);
        return known
                ? Problem.of(
                                WriteCode.RULE_BROKEN,
                                rule.said() + " (" + rule.definition().id() + "): " + rows
                                        + (rows == 1 ? " row breaks it" : " rows break it"))
                        .hint("it asks for " + rule.definition().where().strip())
                : Problem.of(WriteCode.RULE_BROKEN, "a business rule that you may not see does not hold");
    }

    private Seen seen(
            Map<List<@Nullable Object>, List<@Nullable Object>> before,
            List<List<@Nullable Object>> rows,
            Executable.Change change,
            boolean rehearsed) {
        var write = work.write();
        var width = write.update() ? write.key().size() : 0;
        List<Row> sample = new ArrayList<>();
        List<List<@Nullable Object>> old = new ArrayList<>();
        List<List<@Nullable Object>> fresh = new ArrayList<>();
        for (List<@Nullable Object> row : ordered(rows)) {
            List<@Nullable Object> after = rehearsed ? row : projected(before, row, width);
            List<@Nullable Object> was = before.get(keyOf(after));
            if (was != null) old.add(was);
            fresh.add(after);
            if (sample.size() < SAMPLE) sample.add(new Row(was, after));
        }
        List<List<@Nullable Object>> which = new ArrayList<>();
        for (List<@Nullable Object> row : old) which.add(keyOf(row));
        List<List<@Nullable Object>> written = new ArrayList<>();
        for (List<@Nullable Object> row : fresh) written.add(written(row));
        return new Seen(
                write.kind().name().toLowerCase(java.util.Locale.ROOT),
                write.database(),
                write.table().name().toString(),
                rows.size(),
                write.table().columns().stream().map(column -> column.name()).toList(),
                sample,
                work.shown().stream()
                        .map(rule -> new Checked(rule.definition().id(), rule.said(), rehearsed))
                        .toList(),
                work.triggers(),
                notes,
                rehearsed,
                new Seen.Hashes(Digest.rows(ordered(old)), Digest.rows(fresh), Digest.rows(ordered(written))),
                change.text(),
                write.tables(),
                new Bound(work.asked(), meant(change), rows.size(), write.update() ? Digest.rows(which) : ""));
    }

    /// A row as it would be when nothing of the database's own changed it.
    private List<@Nullable Object> projected(
            Map<List<@Nullable Object>, List<@Nullable Object>> before, List<@Nullable Object> computed, int width) {
        var columns = work.write().table().columns();
        var was = before.get(computed.subList(0, width));
        List<@Nullable Object> row = new ArrayList<>();
        for (var i = 0; i < columns.size(); i++) row.add(was == null ? null : was.get(i));
        for (var i = 0; i < work.write().columns().size(); i++)
            row.set(place(work.write().columns().get(i).name()), computed.get(width + i));
        return Collections.unmodifiableList(row);
    }

    private List<@Nullable Object> written(List<@Nullable Object> row) {
        List<@Nullable Object> values = new ArrayList<>();
        if (work.write().update()) values.addAll(keyOf(row));
        for (var column : work.write().columns()) values.add(row.get(place(column.name())));
        return Collections.unmodifiableList(values);
    }

    private List<@Nullable Object> keyOf(List<@Nullable Object> row) {
        List<@Nullable Object> key = new ArrayList<>();
        for (var column : work.write().key()) key.add(row.get(place(column)));
        return key;
    }

    /// In an order that is the same whenever the rows are.
    private static List<List<@Nullable Object>> ordered(List<List<@Nullable Object>> rows) {
        return rows.stream().sorted(RowOrder.INSTANCE).toList();
    }

    private String meant(Executable.Change change) {
        var digest = new Digest().text(change.text());
        change.binds().forEach(bind -> digest.text(bind.type().word()).text(String.valueOf(bind.value())));
        work.rules()
                .forEach(rule -> digest.text(rule.definition().id())
                        .text(rule.definition().where()));
        work.triggers().forEach(digest::text);
        return digest.hex();
    }

    private long run(Executable sql) {
        return transaction.run(sql, rest(), asking.cancellation(), new Gathered(0));
    }

    private void run(Executable sql, Gathered rows) {
        var _ = transaction.run(sql, rest(), asking.cancellation(), rows);
    }

    private Duration rest() {
        return asking.timeout().minus(Duration.ofNanos(System.nanoTime() - started));
    }

    @Override
    public void close() {
        transaction.close();
    }
}
