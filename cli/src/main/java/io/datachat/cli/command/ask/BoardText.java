package io.datachat.cli.command.ask;

import io.datachat.apex.answer.CsvAnswer;
import io.datachat.apex.answer.board.BoardAnswer;
import io.datachat.apex.answer.board.BoardAnswer.TileAnswer;
import io.datachat.apex.answer.board.BoardJson;
import io.datachat.apex.datapoint.DataPoint.Dashboard;
import io.datachat.apex.datapoint.Tile;
import io.datachat.apex.datapoint.Tile.TileDimension;
import io.datachat.apex.datapoint.Tile.TileFilter;
import io.datachat.apex.datapoint.Tile.TileOrder;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Failures;
import io.datachat.cli.session.Printing;
import io.datachat.cli.terminal.AnswerTable;
import io.datachat.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A dashboard on the terminal.
record BoardText(BoardAnswer board, Terminal terminal, CommonOptions options) {
    void tables() {
        var out = terminal.out();
        for (var tile : board.tiles()) {
            out.println(terminal.bold(tile.title()));
            var answer = tile.answer();
            if (answer == null) failed(tile);
            else {
                new AnswerTable(answer, terminal).lines().forEach(out::println);
                Printing.remark(Asked.summary(answer.receipt(), answer.rows().size()), terminal, options);
            }
            out.println();
        }
        Printing.remark(summary(), terminal, options);
    }

    private void failed(TileAnswer tile) {
        terminal.out().println(terminal.dim("no answer"));
        terminal.out().flush();
        tile.problems()
                .forEach(problem -> terminal.err()
                        .println(Failures.text(
                                new io.datachat.apex.problem.Problem(
                                        problem.code(),
                                        "tile '" + tile.title() + "': " + problem.message(),
                                        problem.place(),
                                        problem.hint(),
                                        problem.choices()),
                                terminal)));
        terminal.err().flush();
    }

    private String summary() {
        var count = board.tiles().size();
        var failed =
                board.tiles().stream().filter(tile -> tile.answer() == null).count();
        var summary =
                new StringBuilder(board.name()).append(": ").append(count).append(count == 1 ? " tile" : " tiles");
        if (failed > 0) summary.append(", ").append(failed).append(" without an answer");
        if (board.oneSnapshot())
            return count > 1 ? summary.append(" · one snapshot").toString() : summary.toString();
        summary.append(" · not one snapshot");
        board.seen().stream()
                .filter(seen -> !seen.one())
                .forEach(seen -> summary.append("; ")
                        .append(seen.database())
                        .append(": ")
                        .append(seen.why()));
        if (board.seen().size() > 1)
            summary.append("; ").append(board.seen().size()).append(" databases were read");
        return summary.toString();
    }

    void json() {
        terminal.out().writeBytes(BoardJson.bytes(board));
        terminal.out().println();
    }

    /// One table is one CSV; of several, each says first whose it is.
    void csv() {
        var several = board.tiles().size() > 1;
        for (var tile : board.tiles()) {
            if (several) terminal.out().print("# " + tile.title().replaceAll("\\s+", " ") + "\r\n");
            var answer = tile.answer();
            if (answer != null) {
                var csv = new CsvAnswer(terminal.out(), answer.receipt().zone());
                csv.columns(answer.columns());
                answer.rows().forEach(row -> csv.row(row.toArray()));
                csv.end(answer.truncated(), answer.receipt());
            } else Failures.print(tile.problems(), terminal, CommonOptions.Format.csv);
            if (several) terminal.out().print("\r\n");
        }
    }

    /// What each tile asks, in the words of its YAML.
    static List<String> asked(Dashboard board, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.bold(board.common().name()) + terminal.dim(" " + board.id()));
        if (board.common().definition() != null)
            lines.add(board.common().definition().strip());
        var number = 0;
        for (var tile : board.tiles()) {
            lines.add("");
            lines.add(++number + ". " + terminal.bold(board.title(tile)));
            asked(tile).forEach(line -> lines.add("   " + line));
        }
        return lines;
    }

    private static List<String> asked(Tile tile) {
        List<String> lines = new ArrayList<>();
        line(lines, "metrics", tile.metrics());
        line(lines, "by", tile.dimensions().stream().map(BoardText::dimension).toList());
        line(lines, "grain", tile.grain());
        var period = tile.period();
        if (period != null)
            line(
                    lines,
                    "period",
                    period.words() != null
                            ? period.words()
                            : (period.from() == null ? "" : "from " + period.from() + " ")
                                    + (period.to() == null ? "" : "to before " + period.to()));
        line(lines, "filters", tile.filters().stream().map(BoardText::filter).toList());
        line(lines, "where", tile.where());
        line(lines, "order", tile.order().stream().map(BoardText::order).toList());
        line(lines, "limit", tile.limit());
        var top = tile.top();
        if (top != null) line(lines, "top", top.count() + " " + top.dimension() + " by " + top.metric());
        if (tile.compare() != Compare.NONE)
            line(lines, "compare", tile.compare().name().toLowerCase(Locale.ROOT));
        List<String> also = new ArrayList<>();
        if (tile.gaps()) also.add("gaps");
        if (tile.shares()) also.add("shares");
        if (tile.extremes()) also.add("extremes");
        if (tile.includeProposed()) also.add("proposed metrics");
        line(lines, "also", also);
        line(lines, "zone", tile.zone());
        line(lines, "database", tile.targetDatabase());
        line(
                lines,
                "parameters",
                tile.parameters().stream()
                        .map(given -> given.name() + "=" + given.value())
                        .toList());
        return lines;
    }

    private static void line(List<String> lines, String name, @Nullable Object value) {
        if (value == null || (value instanceof List<?> none && none.isEmpty())) return;
        var text = value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : value.toString();
        lines.add(String.format(Locale.ROOT, "%-11s%s", name, text));
    }

    private static String dimension(TileDimension dimension) {
        return dimension.grain() == null ? dimension.name() : dimension.name() + ":" + dimension.grain();
    }

    private static String order(TileOrder order) {
        return order.descending() ? "-" + order.field() : order.field();
    }

    private static String filter(TileFilter filter) {
        if (filter.text()) return filter.field();
        var values = filter.value() == null ? filter.values() : List.of(filter.value());
        return filter.field() + " " + (filter.op() == null ? "=" : filter.op()) + " "
                + String.join(", ", values.stream().map(String::valueOf).toList());
    }
}
