package io.datachat.cli.session;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.project.ProjectReader;
import io.datachat.apex.query.Cancellation;
import io.datachat.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// What surrounds one run of the command; tests pass their own.
///
/// @param folder       the current folder
/// @param cancellation pulled by Ctrl-C
public record Session(
        Terminal terminal, Environment environment, Path folder, InstantSource clock, Cancellation cancellation) {
    /// Where `datachat demo` puts its project unless told otherwise.
    public static final String DEMO = "demo";

    /// The project of a run: the one named, else the nearest upwards, else the demo below the current folder.
    public Project project(CommonOptions options) {
        return project(options, root(options));
    }

    public Project project(CommonOptions options, Path root) {
        var opened = ProjectFolder.open(root, environment);
        if (!options.quiet)
            opened.warnings().forEach(warning -> terminal.err().println(terminal.yellow("warning: ") + warning.line()));
        return opened.project();
    }

    public Path root(CommonOptions options) {
        if (options.project != null)
            return named(folder.resolve(options.project).normalize());
        var above = ProjectFolder.find(folder);
        if (above.isPresent()) return above.get();
        var demo = folder.resolve(DEMO);
        if (Files.isRegularFile(demo.resolve(ProjectReader.FILE))) return demo;
        throw new Rejection(Problem.of(
                        CommandCode.NO_PROJECT,
                        "there is no " + ProjectReader.FILE + " in " + folder + ", above it or in ./demo")
                .hint("make a demo project with 'datachat demo', one of your own with 'datachat init', or"
                        + " name one with '--project'"));
    }

    private static Path named(Path wanted) {
        var root = Files.isRegularFile(wanted) && ProjectReader.FILE.equals(String.valueOf(wanted.getFileName()))
                ? wanted.getParent()
                : wanted;
        if (root != null && Files.isRegularFile(root.resolve(ProjectReader.FILE))) return root;
        var hint =
                Files.isDirectory(wanted) ? "'datachat init --dir " + wanted + "' makes it one" : "check the spelling";
        throw new Rejection(Problem.of(
                        CommandCode.NO_PROJECT,
                        "'--project " + wanted + "' is not a project folder: it has no " + ProjectReader.FILE)
                .hint(hint));
    }
}
