package io.datachat.apex.project;

import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.datapoint.load.LibraryReader.Reading;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The `datapoints/` folder of a project and the library it means. Safe for use by many threads.
public final class DataPointFolder {
    private final Path root;
    private final Path folder;
    private volatile Reading reading = Reading.NOTHING;

    /// Nothing is read yet; [#reload] does.
    public DataPointFolder(Project project) {
        this(project.root(), project.datapoints());
    }

    /// @param root what the file names in problems are relative to
    public DataPointFolder(Path root, Path folder) {
        this.root = root.toAbsolutePath().normalize();
        this.folder = folder.toAbsolutePath().normalize();
    }

    public Path path() {
        return folder;
    }

    /// The library of the last reload.
    public Library library() {
        return reading.library();
    }

    /// Reads all files again. A file that had no errors before and has some now keeps what it said then.
    public synchronized Library reload() {
        var unreadable = new ArrayList<Problem>();
        var read = reading;
        try {
            read = LibraryReader.read(texts(unreadable), reading);
        } catch (UncheckedIOException e) {
            // A folder was moved while it was walked; the next change calls again.
            unreadable.add(unreadable(name(folder), " cannot be read"));
        }
        if (!unreadable.isEmpty()) {
            unreadable.addAll(read.library().problems());
            read = new Reading(
                    new Library(
                            read.library().definitions(),
                            read.library().domains(),
                            unreadable,
                            read.library().version()),
                    read.good());
        }
        reading = read;
        return read.library();
    }

    private Map<String, String> texts(List<Problem> unreadable) {
        var texts = new TreeMap<String, String>();
        for (var file : files()) {
            var name = name(file);
            try {
                texts.put(name, Files.readString(file));
            } catch (CharacterCodingException e) {
                unreadable.add(unreadable(name, " is not UTF-8 text"));
            } catch (IOException e) {
                unreadable.add(unreadable(name, " cannot be read"));
            }
        }
        return texts;
    }

    private static Problem unreadable(String name, String why) {
        return Problem.of(ProjectCode.UNREADABLE, name + why).at(Place.at(name, 1, 1));
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) return List.of();
        try (var walk = Files.walk(folder)) {
            return walk.filter(DataPointFolder::yaml)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Editors leave hidden copies beside the file that is edited; they are not meant.
    public static boolean yaml(Path file) {
        var name = file.getFileName() == null ? "" : file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }
}
