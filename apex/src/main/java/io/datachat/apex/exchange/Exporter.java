package io.datachat.apex.exchange;

import io.datachat.apex.datapoint.Library;
import io.datachat.apex.exchange.ledger.DocumentText;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.ossie.OssieExport;

/// Writes DataPoints in foreign formats.
public final class Exporter {
    private Exporter() {}

    /// One Ossie document with everything of a library that Ossie can say.
    ///
    /// @param name of the semantic model
    public static Exported ossie(Library library, String name) {
        var ledger = new Ledger();
        var tree = OssieExport.of(library, name, ledger);
        return new Exported(DocumentText.tree("Apache Ossie, written by datachat export.", tree), ledger.entries());
    }
}
