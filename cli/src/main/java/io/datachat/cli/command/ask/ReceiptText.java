package io.datachat.cli.command.ask;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.check.rows.Finding;
import io.datachat.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A receipt in plain words: what was used, why the number is right, where the rows come from, and the SQL.
final class ReceiptText {
    private final Receipt receipt;
    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    ReceiptText(Receipt receipt, Terminal terminal) {
        this.receipt = receipt;
        this.terminal = terminal;
    }

    List<String> lines() {
        var tables = receipt.definitions().stream()
                .filter(used -> used.type().equals("table"))
                .map(Receipt.Used::id)
                .toList();
        section("Tables", tables);
        if (tables.isEmpty()) definitions();
        var certificate = receipt.certificate();
        section("Certificate", certificate == null ? List.of() : certificate.said());
        window("Period", receipt.period());
        window("Compared with", receipt.comparedWith());
        section(
                "Complete",
                receipt.completeness().stream().map(ReceiptText::complete).toList());
        section("Why no join can multiply a number", receipt.grain());
        section("Policies", receipt.policies());
        title("Where the rows come from");
        var route = receipt.route();
        lines.add(
                route.rollup() == null
                        ? "  the source tables of " + receipt.database() + " (" + receipt.backend() + ")"
                        : "  the rollup " + route.rollup()
                                + (route.watermark() == null ? "" : ", built at " + route.watermark())
                                + (route.maxAge() == null ? "" : ", up to " + route.maxAge() + " old by declaration"));
        for (var miss : route.misses()) lines.add("  not the rollup " + miss.rollup() + ": " + miss.reason());
        section("Look", receipt.findings().stream().map(Finding::line).toList());
        section("Notes", receipt.notes());
        title("SQL");
        receipt.sql().strip().lines().forEach(line -> lines.add("  " + line));
        if (!receipt.binds().isEmpty()) {
            title("Values of the ?, in order");
            for (var bind : receipt.binds())
                lines.add("  " + bind.value() + " (" + bind.type().word() + ")");
        }
        lines.add("");
        lines.add(terminal.dim("as of " + receipt.asOf() + " in " + receipt.zone() + " · compiled in "
                + receipt.timings().compile().toMillis() + " ms · confidence " + receipt.confidence()));
        return lines;
    }

    private void definitions() {
        title("Definitions");
        for (var used : receipt.definitions()) {
            var version = used.version() == null ? "" : ", version " + used.version();
            var tables = used.tables().isEmpty() ? "" : " reads " + String.join(", ", used.tables());
            lines.add("  " + used.type() + " " + used.id() + " (" + used.name() + version + ")" + tables);
        }
    }

    private static String complete(Receipt.Complete complete) {
        return complete.until() == null
                ? complete.entity() + " as far as its watermark goes"
                : complete.entity() + " up to " + complete.until();
    }

    private void window(String title, Receipt.@Nullable Window window) {
        if (window == null) return;
        title(title);
        lines.add("  from " + window.from() + " to before " + window.to());
    }

    private void section(String title, List<String> sentences) {
        if (sentences.isEmpty()) return;
        title(title);
        sentences.forEach(sentence -> lines.add("  " + sentence));
    }

    private void title(String text) {
        if (!lines.isEmpty()) lines.add("");
        lines.add(terminal.bold(text));
    }
}
