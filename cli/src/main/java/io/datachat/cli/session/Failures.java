package io.datachat.cli.session;

import io.datachat.apex.answer.ProblemJson;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.problem.Rejection;
import io.datachat.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Everything that can go wrong, as text for a person and a code for the shell; never a stack trace.
public final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    private final Session session;

    public Failures(Session session) {
        this.session = session;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        var options = CommonOptions.of(command);
        var terminal = options.on(session.terminal());
        if (session.cancellation().cancelled()) return Exit.INTERRUPTED;
        if (failure instanceof ParameterException usage) return handleParseException(usage, new String[0]);
        if (failure instanceof UncheckedIOException broken && terminal.out().checkError()) {
            // The reader of a pipe went away, as `head` does.
            return broken.getCause() == null ? Exit.INTERNAL : Exit.OK;
        }
        var problems =
                failure instanceof Rejection rejection ? rejection.problems() : List.of(internal(failure, options));
        print(problems, terminal, options.format());
        return Exit.of(problems);
    }

    /// Errors go to standard error, so that what reads the output never takes them for an answer.
    public static void print(List<Problem> problems, Terminal terminal, CommonOptions.Format format) {
        if (format == CommonOptions.Format.json) {
            terminal.err().write(ProblemJson.bytes(problems), 0, ProblemJson.bytes(problems).length);
            terminal.err().println();
            return;
        }
        problems.forEach(problem -> terminal.err().println(text(problem, terminal)));
    }

    public static String text(Problem problem, Terminal terminal) {
        var text = new StringBuilder(word(problem.code().severity(), terminal));
        text.append(problem.message()).append(terminal.dim(" [" + problem.code().id() + "]"));
        if (problem.place() != null) text.append("\n  at ").append(problem.place());
        if (!problem.choices().isEmpty())
            text.append("\n  did you mean ")
                    .append(String.join(", ", problem.choices()))
                    .append('?');
        if (problem.hint() != null) text.append("\n  hint: ").append(problem.hint());
        return text.toString();
    }

    private static String word(Severity severity, Terminal terminal) {
        return switch (severity) {
            case ERROR -> terminal.red("error: ");
            case WARNING -> terminal.yellow("warning: ");
            case INFO -> terminal.cyan("info: ");
        };
    }

    private Problem internal(Exception failure, CommonOptions options) {
        var problem = Problem.of(
                CommandCode.INTERNAL,
                "DataChat made a mistake (" + failure.getClass().getSimpleName() + ")");
        if (!options.debug()) return problem.hint("run the command with '--debug' to write the details to a file");
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        try {
            var log = logs(options).resolve("fault-" + session.clock().millis() + ".txt");
            Files.writeString(log, trace.toString());
            return problem.hint("the details are in " + log);
        } catch (IOException | RuntimeException e) {
            return problem.hint("the details could not be written");
        }
    }

    private Path logs(CommonOptions options) throws IOException {
        return Files.createDirectories(
                session.root(options).resolve(".datachat").resolve("logs"));
    }

    @Override
    public int handleParseException(ParameterException usage, String[] arguments) {
        var command = usage.getCommandLine();
        var terminal = session.terminal();
        terminal.err().println(terminal.red("error: ") + usage.getMessage());
        UnmatchedArgumentException.printSuggestions(usage, command.getErr());
        terminal.err().println("  hint: '" + command.getCommandSpec().qualifiedName() + " --help' shows what it takes");
        return Exit.USAGE;
    }
}
