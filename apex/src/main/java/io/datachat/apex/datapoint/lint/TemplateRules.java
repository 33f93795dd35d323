package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import io.datachat.apex.datapoint.Execution.Template;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Templates: placeholders against parameters, variants, declared results.
final class TemplateRules {
    static final List<Consumer<Finding>> ALL = List.of(
            TemplateRules::undeclared,
            TemplateRules::unused,
            TemplateRules::backends,
            TemplateRules::resultTypes,
            TemplateRules::rows,
            TemplateRules::parameters);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private static final Set<String> BACKENDS = Set.of(
            "duckdb",
            "postgresql",
            "mysql",
            "mariadb",
            "clickhouse",
            "trino",
            "bigquery",
            "redshift",
            "snowflake",
            "spark",
            "databricks");

    private TemplateRules() {}

    /// The texts of a template by their paths.
    private static Map<String, String> texts(Template template) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("execution.sql_template", template.sqlTemplate());
        for (var index = 0; index < template.backendVariants().size(); index++) {
            texts.put(
                    "execution.backend_variants[" + index + "].sql",
                    template.backendVariants().get(index).sql());
        }
        return texts;
    }

    private static void undeclared(Finding finding) {
        var template = NameRules.template(finding.point());
        if (template == null || incomplete(finding, template)) return;
        var declared = template.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        texts(template).forEach((path, text) -> {
            var seen = new HashSet<String>();
            var placeholders = PLACEHOLDER.matcher(text);
            while (placeholders.find()) {
                var name = placeholders.group(1);
                if (declared.contains(name) || !seen.add(name)) continue;
                var before = text.substring(0, placeholders.start());
                var line = 1 + (int) before.chars().filter(c -> c == '\n').count();
                var column = placeholders.start() - before.lastIndexOf('\n');
                var near = Nearest.of(name, declared, 3);
                finding.report(
                        Problem.of(LintCode.UNDECLARED_PLACEHOLDER, finding.what() + ": {" + name + "} is not declared")
                                .choices(near),
                        finding.definition().within(path, line, column),
                        near.isEmpty() ? "add '" + name + ": {type: …}' below 'parameters:'" : null);
            }
        });
    }

    /// Whether a parameter could not be read, so that it only seems to be missing.
    private static boolean incomplete(Finding finding, Template template) {
        return finding.definition()
                .places()
                .containsKey("execution.parameters[" + template.parameters().size() + "]");
    }

    private static void unused(Finding finding) {
        var template = NameRules.template(finding.point());
        if (template == null) return;
        var texts = String.join("\n", texts(template).values());
        for (var index = 0; index < template.parameters().size(); index++) {
            var name = template.parameters().get(index).name();
            if (texts.contains("{" + name + "}")) continue;
            finding.report(
                    LintCode.UNUSED_PARAMETER,
                    "execution.parameters[" + index + "]",
                    "parameter '" + name + "' is never used",
                    "write {" + name + "} in the template or remove the parameter");
        }
    }

    private static void backends(Finding finding) {
        var template = NameRules.template(finding.point());
        if (template == null) return;
        for (var index = 0; index < template.backendVariants().size(); index++) {
            var backend = template.backendVariants().get(index).backend();
            if (BACKENDS.contains(backend)) continue;
            var near = Nearest.of(backend, BACKENDS, 3);
            finding.report(
                    Problem.of(LintCode.UNKNOWN_BACKEND, finding.what() + ": there is no backend '" + backend + "'")
                            .choices(near),
                    finding.definition().place("execution.backend_variants[" + index + "].backend"),
                    near.isEmpty() ? "write for example duckdb or postgresql" : null);
        }
    }

    private static void resultTypes(Finding finding) {
        var template = NameRules.template(finding.point());
        if (template == null) return;
        for (var index = 0; index < template.result().size(); index++) {
            EntityRules.type(
                    finding,
                    "execution.result[" + index + "].type",
                    template.result().get(index).type());
        }
    }

    private static void rows(Finding finding) {
        var template = NameRules.template(finding.point());
        if (template == null || template.rows() == null) return;
        var from = template.rows().from();
        var to = template.rows().to();
        if (from == null && to == null) MetricRules.empty(finding, "execution.rows", "'rows' has no end");
        if ((from != null && from < 0) || (to != null && to < 0))
            MetricRules.empty(finding, "execution.rows", "a number of rows is not negative");
        else if (from != null && to != null && from > to)
            MetricRules.empty(finding, "execution.rows", "nothing is from " + from + " to " + to);
    }

    private static void parameters(Finding finding) {
        var template = NameRules.template(finding.point());
        if (template == null) return;
        for (var index = 0; index < template.parameters().size(); index++) {
            var parameter = template.parameters().get(index);
            var path = "execution.parameters[" + index + "]";
            if (parameter.type() == ParameterType.ENUM) ParameterRules.enumeration(finding, path, parameter);
            ParameterRules.range(finding, path, parameter);
            ParameterRules.standard(finding, path, parameter);
        }
    }
}
