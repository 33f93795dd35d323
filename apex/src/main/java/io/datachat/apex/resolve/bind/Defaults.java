package io.datachat.apex.resolve.bind;

import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A template in which the parameters that have defaults are replaced by them, as literals.
///
/// @param open   the parameters that are left
/// @param values what was put in, `low = 5`
record Defaults(String sql, List<Parameter> open, List<String> values) {
    /// Only times, which a measure cannot ask for apart from its period; the other parameters stay open.
    static Defaults times(Execution.Template template, String backend) {
        return in(template, backend, Set.of(ParameterType.DATE, ParameterType.TIMESTAMP));
    }

    static Defaults in(Execution.Template template, String backend) {
        return in(template, backend, EnumSet.allOf(ParameterType.class));
    }

    private static Defaults in(Execution.Template template, String backend, Set<ParameterType> types) {
        var sql = template.in(backend);
        List<Parameter> open = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (var parameter : template.parameters()) {
            var hole = "{" + parameter.name() + "}";
            var literal = types.contains(parameter.type()) ? literal(parameter) : Optional.<String>empty();
            // Within quotes a hole is a part of a text; that text is not taken apart here.
            if (literal.isEmpty() || sql.contains("'" + hole) || sql.contains(hole + "'")) {
                open.add(parameter);
                continue;
            }
            sql = sql.replace(hole, literal.get());
            values.add(parameter.name() + " = " + literal.get());
        }
        return new Defaults(sql, open, values);
    }

    private static Optional<String> literal(Parameter parameter) {
        if (parameter.defaultValue() == null) return Optional.empty();
        var text = parameter.defaultValue().toString();
        return switch (parameter.type()) {
            case INT, DECIMAL, BOOLEAN -> Optional.of(text);
            case STRING -> Optional.of(quoted(text));
            case DATE -> Optional.of("DATE " + quoted(text));
            case TIMESTAMP -> Optional.of("TIMESTAMP " + quoted(text.replace('T', ' ')));
            case ENUM, LIST -> Optional.empty();
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
