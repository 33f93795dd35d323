package io.datachat.tests.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.query.MetricQuery;
import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.RowSets;
import io.datachat.tests.evaluator.Beginnings;
import io.datachat.tests.evaluator.Evaluator;
import io.datachat.tests.evaluator.Rows;
import io.datachat.tests.evaluator.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenEvaluatorTest {
    /// Words of time, values for parameters and what a name means are not the evaluator's business.
    private static final Set<String> NOT_ITS_BUSINESS = Set.of(
            "period_in_words",
            "template_parameter",
            "template_own_block",
            "template_parameter_sliced",
            "template_parameter_beside_others",
            "template_parameter_of_a_part",
            "template_parameter_in_argument",
            "template_parameter_shaping",
            "template_parameter_keeps_its_digits",
            "refused_parameter_missing",
            "refused_parameter_out_of_range",
            "refused_parameter_shaping_sliced",
            "refused_parameter_type",
            "refused_proposed",
            "refused_wrong_type",
            "refused_two_fiscal_years",
            "fiscal_year_of_the_calendar",
            "refused_contains_on_number");

    @Test
    void the_naive_evaluator_agrees_with_the_hand_written_checks(@TempDir Path folder)
            throws SQLException, IOException {
        var opened = Map.of(
                "status_revenue",
                Execution.Measure.plain(
                        "order_line",
                        Execution.Aggregation.SUM,
                        "quantity * unit_price",
                        List.of("order.status = 'completed'"),
                        null));
        var failures = new ArrayList<String>();
        try (var duckdb = GoldenWorld.duckdb(folder.resolve("shop.duckdb"))) {
            var rows = contents(duckdb);
            var evaluators = new HashMap<GoldenCase.Setting, Evaluator>();
            for (var golden : GoldenCase.all()) {
                if (NOT_ITS_BUSINESS.contains(golden.name())) continue;
                var check = golden.check();
                var right = check == null ? null : Cells.rows(duckdb, check);
                var evaluator = evaluators.get(golden.setting());
                if (evaluator == null) {
                    evaluator = evaluator(golden.setting(), opened, rows);
                    evaluators.put(golden.setting(), evaluator);
                }
                compare(evaluator, golden.query(), right)
                        .ifPresent(found -> failures.add(golden.name() + ": " + found));
            }
        }
        assertTrue(failures.isEmpty(), String.join("\n", failures));
    }

    private static Evaluator evaluator(GoldenCase.Setting setting, Map<String, Execution.Measure> opened, Rows rows)
            throws IOException {
        var texts = new HashMap<String, String>();
        for (var file : setting.files()) texts.put(file.getFileName().toString(), Files.readString(file));
        var library = LibraryReader.read(texts, LibraryReader.Reading.NOTHING).library();
        var fiscal = setting.time().contains("fiscal_year_starts: february") ? 2 : null;
        var week = setting.time().contains("week_starts: sunday") ? DayOfWeek.SUNDAY : DayOfWeek.MONDAY;
        return new Evaluator(library, opened, rows, ZoneOffset.UTC, new Beginnings(week, fiscal));
    }

    private static java.util.Optional<String> compare(
            Evaluator evaluator, MetricQuery query, @Nullable List<List<@Nullable Object>> right) {
        return switch (evaluator.answer(query)) {
            case Truth.Refusal(String reason) ->
                right == null ? java.util.Optional.empty() : java.util.Optional.of("refused: " + reason);
            case Truth.Answer answer -> {
                if (right == null) yield java.util.Optional.of("answered what must be refused");
                var rows = answer.limit() == null
                        ? answer.rows()
                        : answer.rows()
                                .subList(
                                        0,
                                        Math.min(answer.limit(), answer.rows().size()));
                yield query.order().isEmpty() ? RowSets.difference(right, rows) : RowSets.sequence(right, rows);
            }
        };
    }

    private static Rows contents(Connection duckdb) throws SQLException {
        var tables = new HashMap<String, List<Map<String, @Nullable Object>>>();
        for (var name : Cells.rows(duckdb, "SELECT table_name FROM information_schema.tables")) {
            var table = String.valueOf(name.getFirst());
            var columns = Cells.rows(
                    duckdb,
                    "SELECT column_name FROM information_schema.columns WHERE table_name = '" + table
                            + "' ORDER BY ordinal_position");
            var rows = new ArrayList<Map<String, @Nullable Object>>();
            for (var values : Cells.rows(duckdb, "SELECT * FROM " + table)) {
                var row = new LinkedHashMap<String, @Nullable Object>();
                for (var at = 0; at < columns.size(); at++) {
                    var value = values.get(at);
                    row.put(
                            String.valueOf(columns.get(at).getFirst()),
                            value instanceof OffsetDateTime moment ? moment.toInstant() : value);
                }
                rows.add(row);
            }
            tables.put(table, rows);
        }
        var dates = Cells.rows(
                duckdb,
                "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE data_type = 'DATE'");
        return new Rows(
                tables,
                Set.of("minutes"),
                dates.stream().map(row -> String.valueOf(row.getFirst())).collect(Collectors.toSet()));
    }
}
