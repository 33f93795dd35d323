package io.datachat.cli.command.ask;

import io.datachat.apex.answer.CsvAnswer;
import io.datachat.apex.answer.JsonAnswer;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.Query;
import io.datachat.apex.query.SqlQuery;
import io.datachat.cli.engine.Engine;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.AnswerTable;
import io.datachat.cli.terminal.Progress;
import java.util.stream.Collectors;

/// One question of one project, answered and printed.
///
/// @param costly whether it may cost more than the project's limit
public record Asked(Session session, CommonOptions options, Project project, boolean costly) {
    public static Asked of(Session session, CommonOptions options) {
        return new Asked(session, options, session.project(options), false);
    }

    public Asked costly(boolean allowed) {
        return new Asked(session, options, project, allowed);
    }

    private Asking asking() {
        var asking = options.asking(session, project);
        return costly ? asking.whateverItCosts() : asking;
    }

    public int answer(Query query) {
        try (var engine = Engines.open(session, options, project)) {
            return answer(query, engine);
        }
    }

    int answer(Query query, Engine engine) {
        var asking = asking();
        var terminal = options.on(session.terminal());
        try (var _ = Progress.of(terminal, "asking " + what(query))) {
            switch (options.format()) {
                case json -> {
                    engine.stream(query, asking, Engine.Text.JSON, terminal.out());
                    terminal.out().println();
                }
                case csv -> engine.stream(query, asking, Engine.Text.CSV, terminal.out());
                case table -> {
                    var answer = engine.answer(query, asking);
                    new AnswerTable(answer, terminal).lines().forEach(terminal.out()::println);
                    Printing.remark(summary(answer.receipt(), answer.rows().size()), terminal, options);
                }
            }
        }
        terminal.out().flush();
        return Exit.OK;
    }

    private static String what(Query query) {
        return switch (query) {
            case MetricQuery asked
            when asked.metrics().isEmpty() ->
                asked.dimensions().stream().map(MetricQuery.Dimension::name).collect(Collectors.joining(", "));
            case MetricQuery asked -> String.join(", ", asked.metrics());
            case SqlQuery _ -> "the database";
        };
    }

    static String summary(Receipt receipt, int rows) {
        var summary = new StringBuilder();
        if (receipt.period() != null) {
            summary.append(day(receipt.period().from()))
                    .append(" to before ")
                    .append(day(receipt.period().to()))
                    .append(" · ");
        }
        summary.append(rows).append(rows == 1 ? " row" : " rows");
        var run = receipt.timings().run();
        if (run != null)
            summary.append(" · ")
                    .append(receipt.timings().compile().plus(run).toMillis())
                    .append(" ms");
        var rollup = receipt.route().rollup();
        if (rollup != null) summary.append(" · from rollup ").append(rollup);
        return summary.toString();
    }

    private static String day(String time) {
        return time.endsWith("T00:00") ? time.substring(0, time.length() - "T00:00".length()) : time;
    }

    public int explain(Query query) {
        try (var engine = Engines.open(session, options, project)) {
            return explain(query, engine);
        }
    }

    /// What the database means to do, which is not run.
    public int plan(Query query) {
        var terminal = options.on(session.terminal());
        try (var engine = Engines.open(session, options, project)) {
            var plan = engine.plan(query, asking());
            switch (options.format()) {
                case json -> {
                    plan.into(new JsonAnswer(terminal.out(), project.zone()));
                    terminal.out().println();
                }
                case csv -> plan.into(new CsvAnswer(terminal.out(), project.zone()));
                case table -> new AnswerTable(plan, terminal).lines().forEach(terminal.out()::println);
            }
        }
        terminal.out().flush();
        return Exit.OK;
    }

    int explain(Query query, Engine engine) {
        var terminal = options.on(session.terminal());
        var compiled = engine.dryRun(query, options.asking(session, project));
        if (options.format() == CommonOptions.Format.json) {
            terminal.out().writeBytes(io.datachat.apex.answer.JsonAnswer.bytes(compiled.columns(), compiled.receipt()));
            terminal.out().println();
        } else {
            new ReceiptText(compiled.receipt(), terminal).lines().forEach(terminal.out()::println);
        }
        terminal.out().flush();
        return Exit.OK;
    }
}
