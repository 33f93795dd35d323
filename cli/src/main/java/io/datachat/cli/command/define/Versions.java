package io.datachat.cli.command.define;

import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.datapoint.load.LibraryReader.Reading;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.DataPointFolder;
import io.datachat.apex.project.ProjectReader;
import io.datachat.apex.resolve.model.Model;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// Finds versions of the definitions: a folder of DataPoints, a project folder, or a git revision of the project's.
final class Versions {
    private static final String DATAPOINTS = "datapoints";
    private final Session session;
    private final Path root;

    Versions(Session session, CommonOptions options) {
        this.session = session;
        this.root = session.root(options);
    }

    /// Two versions bound to the same catalogs.
    record Bound(Model old, Model now) {}

    /// The project's own folder as it is now.
    Version current() {
        return folder(named(root.resolve(DATAPOINTS)), root.resolve(DATAPOINTS));
    }

    /// @throws Rejection when there is no such folder and no such revision
    Version of(String spec) {
        var folder = existing(spec);
        if (folder != null) {
            var project = Files.isRegularFile(folder.resolve(ProjectReader.FILE));
            return folder(spec, project ? folder.resolve(DATAPOINTS) : folder);
        }
        var archive = spec.startsWith("-") ? null : archive(spec);
        if (archive != null) return revision(spec, archive);
        throw new Rejection(Problem.of(
                        CommandCode.NOT_FOUND,
                        "'" + spec + "' is neither a folder nor a git revision that has " + DATAPOINTS + "/")
                .hint("name a folder of DataPoints, or a revision of the repository that the project lies in, such as"
                        + " HEAD~1"));
    }

    private @Nullable Path existing(String spec) {
        try {
            var folder = session.folder().resolve(spec).normalize();
            return Files.isDirectory(folder) ? folder : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private String named(Path folder) {
        return folder.startsWith(session.folder())
                ? session.folder().relativize(folder).toString().replace('\\', '/')
                : folder.toString();
    }

    private Version folder(String label, Path folder) {
        return new Version(label, named(folder), new DataPointFolder(folder, folder).reload());
    }

    /// The files of a revision as one archive; null when git is not there or knows no such revision.
    private byte @Nullable [] archive(String revision) {
        try {
            var git = new ProcessBuilder(
                            "git", "-C", root.toString(), "archive", "--format=zip", revision, "--", DATAPOINTS)
                    .redirectError(Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            var bytes = git.getInputStream().readAllBytes();
            return git.waitFor() == 0 ? bytes : null;
        } catch (IOException absent) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Version revision(String revision, byte[] archive) {
        var texts = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName();
                if (!entry.isDirectory() && DataPointFolder.yaml(Path.of(name)))
                    texts.put(
                            name.substring(DATAPOINTS.length() + 1),
                            new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new Rejection(Problem.of(CommandCode.FILE, "git's archive of '" + revision + "' cannot be read"));
        }
        var library = LibraryReader.read(texts, Reading.NOTHING).library();
        return new Version(revision, revision + ":" + DATAPOINTS, library);
    }
}
