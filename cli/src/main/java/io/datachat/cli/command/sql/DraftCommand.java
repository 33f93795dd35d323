package io.datachat.cli.command.sql;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.cli.engine.Documents;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Terminal;
import io.datachat.server.write.DraftDocument;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat draft`.
@Command(
        name = "draft",
        description = {
            "Write a migration and its way back for a person to run: INSERT, UPDATE, DELETE, TRUNCATE, CREATE, ALTER"
                    + " TABLE, DROP, GRANT, REVOKE, COMMENT (docs/drafts.md). DataChat never runs it.",
            "Example: datachat draft \"DELETE FROM orders WHERE id = :id\" --param id=17 --out migrations"
        })
public final class DraftCommand implements Callable<Integer> {
    private static final Pattern NUMBERED = Pattern.compile("(\\d{4})_.*\\.sql");

    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Mixin
    private @Nullable StatementOptions text;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write NNNN_name.up.sql and NNNN_name.down.sql there; no file is ever overwritten.")
    private @Nullable Path out;

    public DraftCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        var given = Objects.requireNonNull(options);
        var asked = Objects.requireNonNull(text).query();
        var folder = out == null ? null : session.folder().resolve(out);
        var least = folder == null ? 1 : next(folder);
        var project = session.project(given);
        DraftDocument draft;
        try (var engine = Engines.open(session, given, project)) {
            draft = engine.draft(asked, least, given.asking(session, project));
        }
        var terminal = given.on(session.terminal());
        if (given.format() == CommonOptions.Format.json) terminal.out().println(Documents.json(draft));
        else if (folder == null) scripts(draft, terminal);
        if (folder != null) write(draft, folder, terminal, given);
        terminal.out().flush();
        for (var note : draft.notes()) Printing.remark("note: " + note, terminal, given);
        Printing.remark("nothing was run: DataChat never does that", terminal, given);
        return Exit.OK;
    }

    private static void scripts(DraftDocument draft, Terminal terminal) {
        terminal.out().println("-- " + draft.name() + ".up.sql");
        terminal.out().print(draft.up());
        terminal.out().println();
        terminal.out().println("-- " + draft.name() + ".down.sql");
        terminal.out().print(draft.down());
    }

    /// One more than the files that are there.
    private static int next(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return 1;
        try (var files = Files.list(folder)) {
            return files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                            .filter(found -> found.matches())
                            .mapToInt(found -> Integer.parseInt(found.group(1)))
                            .max()
                            .orElse(0)
                    + 1;
        }
    }

    private static void write(DraftDocument draft, Path folder, Terminal terminal, CommonOptions given)
            throws IOException {
        try {
            Files.createDirectories(folder);
            for (var way : new String[][] {{"up", draft.up()}, {"down", draft.down()}}) {
                var file = folder.resolve(draft.name() + "." + way[0] + ".sql");
                Files.writeString(file, way[1], StandardOpenOption.CREATE_NEW);
                if (given.format() != CommonOptions.Format.json) terminal.out().println("wrote " + file);
            }
        } catch (FileAlreadyExistsException there) {
            throw new Rejection(Problem.of(CommandCode.OPTION, there.getMessage() + " is there already")
                    .hint("choose another folder"));
        }
    }
}
