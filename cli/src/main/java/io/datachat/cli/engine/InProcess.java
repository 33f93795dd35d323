package io.datachat.cli.engine;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.CsvAnswer;
import io.datachat.apex.answer.JsonAnswer;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;

/// The engine of this process, opened for one command.
public record InProcess(Apex apex) implements Engine {
    public static InProcess open(Project project, Instant now) {
        return new InProcess(Apex.open(project, now));
    }

    @Override
    public Answer answer(MetricQuery query, Asking asking) {
        return apex.answer(query, asking);
    }

    @Override
    public void stream(MetricQuery query, Asking asking, Text form, OutputStream out) {
        apex.answer(query, asking, switch (form) {
            case JSON -> new JsonAnswer(out, zone(query));
            case CSV -> new CsvAnswer(out, zone(query));
        });
    }

    private ZoneId zone(MetricQuery query) {
        return query.zone() == null ? apex.project().zone() : query.zone();
    }

    @Override
    public Apex.Compiled dryRun(MetricQuery query, Asking asking) {
        return apex.dryRun(query, asking);
    }

    @Override
    public void close() {
        apex.close();
    }
}
