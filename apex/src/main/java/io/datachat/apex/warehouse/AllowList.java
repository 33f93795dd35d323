package io.datachat.apex.warehouse;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.System.Purpose;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.util.regex.Pattern;

/// What a statement of each kind may begin with. The database refuses writes as well; this refuses them before they
/// are sent, and holds where a session must be able to write.
final class AllowList {
    private static final Pattern READS = Pattern.compile("\\s*(\\(\\s*)*(SELECT|WITH|VALUES)\\b.*", flags());
    private static final Pattern PLANS =
            Pattern.compile("EXPLAIN \\((VERBOSE, )?FORMAT JSON\\) (\\(\\s*)*(SELECT|WITH|VALUES)\\b.*", flags());
    private static final Pattern SESSION = Pattern.compile(
            "(SELECT set_config\\(|SELECT pg_current_xact_id\\(\\)|SELECT pg_xact_status\\(|ATTACH (IF NOT EXISTS"
                    + " )?'|DETACH DATABASE IF EXISTS ).*|SET CONSTRAINTS ALL IMMEDIATE|LOCK TABLE \"[^;]*\" IN ACCESS"
                    + " SHARE MODE",
            flags());
    private static final Pattern BUILDS = Pattern.compile(
            "(CREATE SCHEMA IF NOT EXISTS|CREATE TABLE|DROP TABLE IF EXISTS|ALTER TABLE|INSERT INTO)"
                    + " datachat_rollups\\b.*",
            flags());
    private static final Pattern FRESHNESS = Pattern.compile(
            "LISTEN datachat_changed|REFRESH MATERIALIZED VIEW (CONCURRENTLY )?\"([^\"]|\"\")+\"\\.\"([^\"]|\"\")+\"|"
                    + "SELECT pg_catalog\\.pg_(try_advisory_lock|notify)\\([^;]*",
            flags());
    private static final Pattern LOADS =
            Pattern.compile("CREATE TABLE \"[a-z0-9_]+\" AS SELECT \\* FROM read_(csv|parquet)\\(.*", flags());

    /// What [io.datachat.apex.render.WriteText] writes, and nothing after it.
    private static final Pattern CHANGES = Pattern.compile("(INSERT INTO|UPDATE) \"[^;]*", flags());

    private AllowList() {}

    /// @param writing whether it runs in a transaction that was opened for a write
    static void admit(Executable sql, boolean writing) {
        var admitted = switch (sql) {
            case Executable.Compiled compiled -> READS.matcher(compiled.text()).matches();
            case Executable.Verbatim verbatim -> READS.matcher(verbatim.text()).matches();
            case Executable.Change change ->
                writing && CHANGES.matcher(change.text()).matches();
            case Executable.System system ->
                pattern(system.purpose()).matcher(system.text()).matches();
        };
        if (!admitted)
            throw new Rejection(Problem.of(
                    WarehouseCode.NOT_ON_THE_LIST,
                    "'" + sql.database() + "': a statement that does not only read was held back before it was sent."));
    }

    private static Pattern pattern(Purpose purpose) {
        return switch (purpose) {
            case SESSION -> SESSION;
            case INTROSPECT, SAMPLE -> READS;
            case PLAN -> PLANS;
            case BUILD_ROLLUP -> BUILDS;
            case FRESHNESS -> FRESHNESS;
            case LOAD_FILES -> LOADS;
        };
    }

    private static int flags() {
        return Pattern.DOTALL | Pattern.CASE_INSENSITIVE;
    }
}
