package io.datachat.cli.command.sql;

import io.datachat.apex.answer.certificate.Certificate;
import io.datachat.apex.answer.certificate.Certificate.Verdict;
import io.datachat.apex.answer.certificate.Verdicts;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.read.lex.Lexer;
import io.datachat.cli.engine.Engine;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat certify`: which metrics SQL computes, or what it does otherwise.
@Command(
        name = "certify",
        description = {
            "Say of each statement which metrics it computes, which it nearly computes and what it does otherwise.",
            "Nothing is run. Exit code 0 only when all are certified, else 1 (docs/certify.md).",
            "Example: datachat certify report.sql"
        })
public final class CertifyCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files with SQL, statements separated by ';'; '-' reads standard input.")
    private List<String> files = List.of();

    @Option(names = "--database", paramLabel = "NAME", description = "The database it asks. Default: the project's.")
    private @Nullable String database;

    public CertifyCommand(Session session) {
        this.session = session;
    }

    /// @param certificate null for what may not run at all
    private record Judged(Place place, @Nullable Certificate certificate, List<Problem> problems) {
        boolean certified() {
            return certificate != null && certificate.certified();
        }
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        List<Judged> judged = new ArrayList<>();
        var project = session.project(given);
        var texts = files.stream().map(this::text).toList();
        try (var engine = Engines.open(session, given, project)) {
            var asking = given.asking(session, project);
            for (var at = 0; at < files.size(); at++) judge(files.get(at), texts.get(at), engine, asking, judged);
        }
        if (judged.isEmpty())
            throw new Rejection(Problem.of(CommandCode.NO_WORDS, "there is no statement in " + String.join(", ", files))
                    .hint("write at least one SELECT"));
        var terminal = given.on(session.terminal());
        if (given.format() == CommonOptions.Format.json) terminal.out().println(Verdicts.json(documents(judged)));
        else print(judged, terminal, given);
        terminal.out().flush();
        return judged.stream().allMatch(Judged::certified) ? Exit.OK : Exit.REFUSED;
    }

    private void judge(String file, String text, Engine engine, Asking asking, List<Judged> judged) {
        for (var statement : Lexer.statements(text)) {
            var place = Place.at(file, statement.line(), 1);
            try {
                var query = new SqlQuery(statement.text(), Map.of(), database, null, null);
                var certificate = engine.dryRun(query, asking).receipt().certificate();
                judged.add(new Judged(place, certificate, List.of()));
            } catch (Rejection rejection) {
                judged.add(new Judged(
                        place,
                        null,
                        rejection.problems().stream()
                                .map(problem -> problem.at(in(file, problem.place(), place)))
                                .toList()));
            }
        }
    }

    private static Place in(String file, @Nullable Place found, Place otherwise) {
        return found == null
                ? otherwise
                : new Place(file, found.line(), found.column(), found.endLine(), found.endColumn());
    }

    private static void print(List<Judged> judged, Terminal terminal, CommonOptions options) {
        for (var one : judged) {
            var at = one.place().source() + ":" + one.place().line() + ": ";
            if (one.certificate() == null)
                one.problems().forEach(problem -> terminal.out().println(problem.line()));
            else {
                var certificate = one.certificate();
                var first = true;
                for (var line : certificate.said()) {
                    terminal.out().println((first || certificate.verdict() == Verdict.NEAR ? at : "  ") + line);
                    first = false;
                }
            }
        }
        var certified = judged.stream().filter(Judged::certified).count();
        Printing.remark(certified + " of " + judged.size() + " certified", terminal, options);
    }

    private static List<Verdicts.Statement> documents(List<Judged> judged) {
        return judged.stream()
                .map(one -> new Verdicts.Statement(one.place(), one.certificate(), one.problems()))
                .toList();
    }

    private String text(String file) {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(session.folder().resolve(file));
        } catch (IOException unreadable) {
            throw CommonOptions.option("FILE", file, "there is no such file, or it is not a text in UTF-8");
        }
    }
}
