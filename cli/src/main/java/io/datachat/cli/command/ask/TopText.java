package io.datachat.cli.command.ask;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Top;
import io.datachat.apex.query.text.QueryText;
import io.datachat.cli.session.CommonOptions;
import java.util.List;
import java.util.regex.Pattern;

/// `5`, `5 region`, `5 by revenue`, `5 region by revenue`.
final class TopText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:\\s+(?!by\\b)(\\S+))?(?:\\s+by\\s+(\\S+))?");

    private TopText() {}

    /// @param dimensions as they stand behind `--by`: `region`, `signed_up_at:month`
    static Top read(String text, List<String> metrics, List<String> dimensions) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) throw CommonOptions.option("--top", text, "write N, or N DIMENSION by METRIC");
        var by = form.group(3);
        if (by == null && metrics.isEmpty()) throw CommonOptions.option("--top", text, "ask for the metric that ranks");
        return new Top(
                dimension(text, form.group(2), dimensions),
                by == null ? metrics.getFirst() : by,
                Integer.parseInt(form.group(1)));
    }

    private static String dimension(String text, @org.jspecify.annotations.Nullable String named, List<String> all) {
        if (named != null) return named.replace(':', '_');
        return all.stream()
                .map(QueryText::dimension)
                .filter(one -> !one.name().equals(MetricQuery.TIME))
                .map(one -> one.grain() == null
                        ? one.name()
                        : one.name() + "_" + one.grain().word())
                .findFirst()
                .orElseThrow(() -> CommonOptions.option("--top", text, "add the dimension with --by"));
    }
}
