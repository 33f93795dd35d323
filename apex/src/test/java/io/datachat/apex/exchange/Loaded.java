package io.datachat.apex.exchange;

import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.datapoint.load.LibraryReader.Reading;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.ledger.Tables;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Imports that are read again as the project would read them.
final class Loaded {
    private Loaded() {}

    static Imported imported(String name, String text) {
        return new Importer(Map.of(), null, Tables.UNKNOWN).any(Map.of(name, text));
    }

    static Library library(Imported imported) {
        var texts = new TreeMap<String, String>();
        imported.files().forEach((file, text) -> {
            if (file.endsWith(".yaml")) texts.put("datapoints/user/" + file, text);
        });
        return LibraryReader.read(texts, Reading.NOTHING).library();
    }

    /// What is wrong with an import as DataPoints; it must never be anything.
    static String errors(Imported imported) {
        return library(imported).problems().stream()
                .filter(problem -> problem.code().severity() == Severity.ERROR)
                .map(Problem::line)
                .collect(Collectors.joining("\n"));
    }

    /// The report without what came over exactly and unremarkably.
    static String report(Imported imported) {
        return imported.report().stream()
                .filter(entry -> !entry.why().isEmpty())
                .map(Loaded::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(Ledger.Entry entry) {
        return entry.place().line() + " " + entry.kind() + " " + entry.name() + ": " + entry.word() + ", "
                + entry.why();
    }
}
