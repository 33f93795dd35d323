package io.datachat.apex.exchange;

import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.metricflow.ImportedNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an import made.
///
/// @param files  texts by file name, among them the names file
/// @param report one line per foreign definition
/// @param names  what MetricFlow's names are called here; null for other formats
public record Imported(
        Map<String, String> files,
        List<Ledger.Entry> report,
        @Nullable ImportedNames names) {
    public Imported {
        files = Map.copyOf(files);
        report = List.copyOf(report);
    }
}
