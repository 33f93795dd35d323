package io.datachat.apex.exchange;

import io.datachat.apex.exchange.ledger.Ledger;
import java.util.List;

/// What an export made.
///
/// @param report one line per DataPoint
public record Exported(String text, List<Ledger.Entry> report) {
    public Exported {
        report = List.copyOf(report);
    }
}
