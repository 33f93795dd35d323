package io.datachat.cli.command.ask;

import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat explain`: the receipt of a question, without running it.
@Command(
        name = "explain",
        description = {
            "Say how a metric query would be answered: definitions, grain, route, SQL. Takes the options of 'metrics"
                    + " query'.",
            "Example: datachat explain revenue --by region --grain month"
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Mixin
    private @Nullable QuestionOptions question;

    @Option(
            names = "--plan",
            description = "Show what the database means to do instead: its steps, their estimated rows and cost, and"
                    + " which index would help.")
    private boolean plan;

    public ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = java.util.Objects.requireNonNull(options);
        var asked = Asked.of(session, given);
        var query = java.util.Objects.requireNonNull(question).query();
        return plan ? asked.plan(query) : asked.explain(query);
    }
}
