package io.datachat.cli.command.define;

import io.datachat.apex.exchange.Exported;
import io.datachat.apex.exchange.Exporter;
import io.datachat.apex.exchange.ledger.Fidelity;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.DataPointFolder;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat export`: DataPoints in foreign formats.
@Command(name = "export", description = "Write the definitions in another format.", synopsisSubcommandLabel = "(ossie)")
public final class ExportCommand {
    private final Session session;

    public ExportCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "ossie",
            description = {
                "Entities, relationships and metrics as one Apache Ossie document.",
                "With --out the report of what could be said is printed, and exit code 1 tells that something could"
                        + " not."
            })
    int ossie(
            @Mixin CommonOptions options,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "Where to write. Default: standard output, without the report.")
                    @Nullable
                    Path out,
            @Option(names = "--force", description = "Overwrite the file.") boolean force) {
        var project = session.project(options);
        var library = new DataPointFolder(project).reload();
        var errors = library.problems().stream()
                .filter(problem -> problem.code().severity() == Severity.ERROR)
                .toList();
        Rejection.unlessEmpty(errors);
        var exported = Exporter.ossie(library, project.name());
        var terminal = options.on(session.terminal());
        if (out == null) {
            terminal.out().print(exported.text());
            terminal.out().flush();
        } else {
            write(exported, session.folder().resolve(out).normalize(), force);
            ImportCommand.report(exported.report(), terminal, options);
            Printing.remark("wrote " + out, terminal, options);
        }
        return exported.report().stream().anyMatch(entry -> entry.fidelity() == Fidelity.NOT) ? Exit.REFUSED : Exit.OK;
    }

    private static void write(Exported exported, Path file, boolean force) {
        if (Files.exists(file) && !force)
            throw new Rejection(Problem.of(CommandCode.EXISTS, file + " is there already")
                    .hint("use --force to overwrite it, or --out another file"));
        try {
            if (file.getParent() != null) Files.createDirectories(file.getParent());
            Files.writeString(file, exported.text());
        } catch (IOException e) {
            throw new Rejection(Problem.of(CommandCode.FILE, file + " cannot be written"));
        }
    }
}
