package io.datachat.cli.command.ask;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.DataPointFolder;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.words.Reading;
import io.datachat.apex.words.Words;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat query`, alias `ask`: a question in words.
@Command(
        name = "query",
        aliases = "ask",
        description = {
            "Ask in words. Every word must be understood; nothing is guessed.",
            "Example: datachat query \"revenue by region last month\""
        })
public final class QueryCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Parameters(arity = "0..*", paramLabel = "WORDS", description = "The question, best in quotes.")
    private List<String> words = List.of();

    @Option(names = "--costly", description = "Run it although it is estimated to cost more than limits.costs allows.")
    private boolean costly;

    @Option(names = "--dry-run", description = "Do not run it: print the SQL and the receipt.")
    private boolean dryRun;

    public QueryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var text = String.join(" ", words).strip();
        if (text.isEmpty()) {
            throw new Rejection(Problem.of(CommandCode.NO_WORDS, "there is no question")
                    .hint("write it in quotes: datachat query \"revenue by region last month\""));
        }
        var asked = Asked.of(session, given);
        var query = understood(text, asked);
        return dryRun ? asked.explain(query) : asked.costly(costly).answer(query);
    }

    private MetricQuery understood(String text, Asked asked) {
        var given = asked.options();
        var library = new DataPointFolder(asked.project()).reload();
        var asOf = given.asOf(session, asked.project()).atZone(asked.project().zone());
        return switch (new Words(library).read(text, asOf)) {
            case Reading.NotUnderstood(var problems) -> throw new Rejection(problems);
            case Reading.Understood(var query, var how) -> {
                var reading = how.stream()
                        .map(matched -> matched.words() + " = " + matched.meaning())
                        .collect(Collectors.joining(", "));
                Printing.remark("understood: " + reading, given.on(session.terminal()), given);
                yield query;
            }
        };
    }
}
