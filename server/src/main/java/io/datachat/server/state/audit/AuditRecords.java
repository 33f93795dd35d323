package io.datachat.server.state.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The records. There is no method that changes or removes one.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class AuditRecords implements GenericRepository<Chained, Long> {
    private final JdbcOperations jdbc;

    AuditRecords(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    abstract void saveAll(List<Chained> records);

    abstract boolean existsByQuestionAndPhase(String question, String phase);

    /// The next records behind `after`, in the order of the chain.
    @Query("select * from audit_record where seq > :after order by seq limit :most")
    abstract List<Chained> next(long after, int most);

    abstract long countByResult(String result);

    abstract List<Chained> findByPhaseAndQuestionIn(String phase, List<String> questions);

    /// Intents, the newest first.
    @ReadOnly
    List<Chained> search(Sought sought) {
        List<String> conditions = new ArrayList<>(List.of("phase = 'intent'"));
        List<Object> values = new ArrayList<>();
        and(conditions, values, "seq < ?", sought.before());
        and(conditions, values, "viewer = ?", sought.viewer());
        and(conditions, values, "recorded_at >= ?", time(sought.since()));
        and(conditions, values, "recorded_at < ?", time(sought.until()));
        and(conditions, values, "lower(tables) like ? escape '!'", element(sought.table()));
        and(conditions, values, "lower(metrics) like ? escape '!'", element(sought.metric()));
        var text = sought.text() == null ? null : "%" + escaped(sought.text()) + "%";
        and(conditions, values, "(lower(asked) like ? escape '!' or lower(said) like ? escape '!')", text);
        if (text != null) values.add(text);
        var outcome = "exists (select 1 from audit_record o where o.question = i.question and o.phase = 'outcome'";
        if (Sought.NONE.equals(sought.outcome())) conditions.add("kind <> 'dry_run' and not " + outcome + ")");
        else and(conditions, values, outcome + " and o.result = ?)", sought.outcome());
        and(conditions, values, outcome + " and o.answer_hash = ?)", sought.hash());
        var sql = "select * from audit_record i where " + String.join(" and ", conditions) + " order by seq desc limit "
                + sought.most();
        return jdbc.prepareStatement(sql, statement -> {
            for (var i = 0; i < values.size(); i++) statement.setObject(i + 1, values.get(i));
            return jdbc.entityStream(statement.executeQuery(), Chained.class).toList();
        });
    }

    private static void and(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value == null) return;
        conditions.add(condition);
        values.add(value);
    }

    private static @Nullable Object time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /// A whole element of a list.
    private static @Nullable String element(@Nullable String name) {
        return name == null ? null : "%\n" + escaped(name) + "\n%";
    }

    private static String escaped(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[%_!]", "!$0");
    }

    /// What is looked for; null leaves it open.
    ///
    /// @param before  records in front of this one
    /// @param outcome as stored, or [#NONE] for intents without one
    record Sought(
            long before,
            int most,
            @Nullable String viewer,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String table,
            @Nullable String metric,
            @Nullable String text,
            @Nullable String outcome,
            @Nullable String hash) {
        static final String NONE = "none";
    }
}
