package io.datachat.cli.terminal;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.certificate.Certificate;
import io.datachat.apex.datapoint.DataPoint.Metric.Format;
import io.datachat.apex.render.Executable.Column;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An answer as an aligned table, with a bar beside one measure or a spark line below several.
public final class AnswerTable {
    /// More rows than this are of use to a program, not to a reader.
    static final int ROWS_ON_A_TERMINAL = 100;

    private static final int LONGEST_BAR = 32;
    private static final int SHORTEST_BAR = 8;
    private static final int LONGEST_LINE = 120;

    private final Answer answer;
    private final Terminal terminal;

    public AnswerTable(Answer answer, Terminal terminal) {
        this.answer = answer;
        this.terminal = terminal;
    }

    public List<String> lines() {
        var rows = terminal.watched()
                ? Math.min(answer.rows().size(), ROWS_ON_A_TERMINAL)
                : answer.rows().size();
        var table = new TextTable();
        for (var index = 0; index < answer.columns().size(); index++) {
            var column = answer.columns().get(index);
            table.add(title(column), texts(index), column.type().numeric());
        }
        var measures = measures();
        if (measures.size() == 1 && answer.rows().size() > 1) bars(table, measures.getFirst());
        var lines = new ArrayList<>(table.lines(terminal, rows));
        if (measures.size() > 1 && series()) measures.forEach(index -> lines.add(spark(index)));
        lines.addAll(remarks(rows));
        return lines;
    }

    /// The row of all other values says so where the value would stand; the column beside it tells it from a value
    /// of that name.
    private List<String> texts(int index) {
        var column = answer.columns().get(index);
        var texts = new ArrayList<>(Cells.column(values(index), column));
        var beside = index + 1;
        if (beside == answer.columns().size()
                || !answer.columns().get(beside).name().equals(column.name() + ResolvedQuery.OTHER)) return texts;
        for (var row = 0; row < texts.size(); row++)
            if (Boolean.TRUE.equals(answer.rows().get(row).get(beside))
                    && answer.rows().get(row).get(index) == null) texts.set(row, "other");
        return texts;
    }

    private static String title(Column column) {
        var told = column.format() == Format.PERCENT && "%".equals(column.unit());
        return column.unit() == null || column.unit().equals(column.name()) || told
                ? column.name()
                : column.name() + " (" + column.unit() + ")";
    }

    private void bars(TextTable table, int index) {
        var room = Math.min(LONGEST_BAR, terminal.width() - table.width() - 2);
        if (room < SHORTEST_BAR) return;
        var numbers = numbers(index);
        var largest = numbers.stream()
                .filter(Objects::nonNull)
                .mapToDouble(number -> number)
                .max()
                .orElse(0);
        var signed = numbers.stream().filter(Objects::nonNull).anyMatch(number -> number < 0);
        if (signed || largest <= 0) return;
        table.add(
                "",
                numbers.stream().map(number -> Spark.bar(number, largest, room)).toList(),
                false);
    }

    private String spark(int index) {
        var numbers = numbers(index);
        var shown = numbers.subList(Math.max(0, numbers.size() - LONGEST_LINE), numbers.size());
        return terminal.dim(answer.columns().get(index).name() + " ") + Spark.line(shown);
    }

    private List<String> remarks(int rows) {
        var remarks = new ArrayList<String>();
        if (answer.rows().isEmpty()) remarks.add(terminal.dim("no rows"));
        if (rows < answer.rows().size()) {
            remarks.add(terminal.yellow("the first " + rows + " of "
                    + answer.rows().size() + " rows; '--limit' asks for fewer, '--format csv' shows all"));
        }
        if (answer.truncated()) {
            remarks.add(terminal.yellow("there are more rows than these "
                    + answer.rows().size() + "; '--limit' or a filter asks for fewer"));
        }
        var certificate = answer.receipt().certificate();
        if (certificate != null && certificate.verdict() != Certificate.Verdict.NONE)
            certificate.said().forEach(line -> remarks.add(terminal.dim(line)));
        answer.receipt().findings().forEach(finding -> remarks.add(terminal.yellow("look: " + finding.line())));
        answer.receipt().notes().forEach(note -> remarks.add(terminal.dim("note: " + note)));
        return remarks;
    }

    /// One dimension of time and nothing else to group by.
    private boolean series() {
        return answer.rows().size() > 1
                && answer.columns().getFirst().type().temporal()
                && measures().size() == answer.columns().size() - 1;
    }

    private List<Integer> measures() {
        var found = new ArrayList<Integer>();
        for (var index = 0; index < answer.columns().size(); index++) {
            if (answer.columns().get(index).type().numeric()) found.add(index);
        }
        return found;
    }

    private List<@Nullable Object> values(int index) {
        var values = new ArrayList<@Nullable Object>(answer.rows().size());
        for (var row : answer.rows()) values.add(row.get(index));
        return values;
    }

    private List<@Nullable Double> numbers(int index) {
        var numbers = new ArrayList<@Nullable Double>(answer.rows().size());
        for (var value : values(index)) numbers.add(value instanceof Number number ? number.doubleValue() : null);
        return numbers;
    }
}
