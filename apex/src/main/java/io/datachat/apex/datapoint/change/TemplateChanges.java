package io.datachat.apex.datapoint.change;

import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ResultColumn;
import io.datachat.apex.datapoint.Execution.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class TemplateChanges {
    private TemplateChanges() {}

    static void compare(Comparison comparison, Template old, Template now) {
        comparison.same(
                ChangeCode.COMPUTED_OTHERWISE,
                "execution.sql_template",
                MetricChanges.plain(old.sqlTemplate()),
                MetricChanges.plain(now.sqlTemplate()));
        comparison.same(ChangeCode.COMPUTED_OTHERWISE, "execution.database", old.database(), now.database());
        parameters(comparison, old, now);
        var columns = new LinkedHashMap<String, ResultColumn>();
        now.result().forEach(column -> columns.put(column.name(), column));
        for (var column : old.result()) {
            var after = columns.get(column.name());
            var type = after == null ? null : after.type();
            if (column.type().equals(type)) continue;
            var message = "column '" + column.name() + "' was of type " + column.type() + " and is "
                    + (type == null ? "gone" : "of type " + type);
            comparison.report(ChangeCode.RESULT_CHANGED, "execution.result", message);
        }
    }

    private static void parameters(Comparison comparison, Template old, Template now) {
        var before = byName(old);
        var after = byName(now);
        before.forEach((name, parameter) -> {
            var other = after.get(name);
            if (other == null) {
                comparison.report(
                        ChangeCode.PARAMETER_REMOVED, "execution.parameters", "parameter '" + name + "' is gone");
            } else {
                narrowed(comparison, parameter, other);
            }
        });
        after.forEach((name, parameter) -> {
            var was = before.get(name);
            var optional = was == null || !needed(was);
            if (!optional || !needed(parameter)) return;
            comparison.report(
                    ChangeCode.PARAMETER_NEEDED, "execution.parameters", "parameter '" + name + "' is now needed");
        });
    }

    private static void narrowed(Comparison comparison, Parameter old, Parameter now) {
        var gone = old.allowed().stream()
                .filter(value -> !now.allowed().contains(value))
                .toList();
        String why = null;
        if (old.type() != now.type() || !Objects.equals(old.items(), now.items())) {
            why = "was of type " + Comparison.shown(old.type()) + " and is of type " + Comparison.shown(now.type());
        } else if (!now.allowed().isEmpty() && (old.allowed().isEmpty() || !gone.isEmpty())) {
            why = "no longer allows " + (gone.isEmpty() ? "every value" : String.join(", ", gone));
        } else if (moved(old.min(), now.min()) || moved(old.max(), now.max())) {
            why = "has another range";
        }
        if (why == null) return;
        comparison.report(
                ChangeCode.PARAMETER_NARROWED, "execution.parameters", "parameter '" + now.name() + "' " + why);
    }

    /// An end that is gone lets more through, which breaks nothing.
    private static boolean moved(@Nullable String old, @Nullable String now) {
        return now != null && !now.equals(old);
    }

    private static boolean needed(Parameter parameter) {
        return parameter.required() && parameter.defaultValue() == null;
    }

    private static Map<String, Parameter> byName(Template template) {
        var parameters = new LinkedHashMap<String, Parameter>();
        template.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
        return parameters;
    }
}
