package io.datachat.cli.session;

import io.datachat.cli.terminal.Listing;
import io.datachat.cli.terminal.Terminal;

/// Puts results on standard output in the format that was asked for.
public final class Printing {
    private Printing() {}

    public static void listing(Listing listing, Terminal terminal, CommonOptions options) {
        switch (options.format()) {
            case table -> listing.table(terminal).forEach(terminal.out()::println);
            case json -> terminal.out().println(listing.json());
            case csv -> listing.csv().forEach(terminal.out()::println);
        }
        terminal.out().flush();
    }

    /// A remark that is no part of the result; silent with `--quiet` and where a program reads.
    public static void remark(String text, Terminal terminal, CommonOptions options) {
        if (options.quiet || options.format() != CommonOptions.Format.table) return;
        terminal.out().println(terminal.dim(text));
    }
}
