package io.datachat.apex.read.parameter;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.read.lex.Holes;
import io.datachat.apex.read.lex.Holes.Filling;
import io.datachat.apex.read.text.ReadCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Typed values for the parameters of one template. Only [#check] and [#representative] make one.
public final class ParameterValues {
    public static final ParameterValues NONE = new ParameterValues(List.of(), Map.of());

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Object> values;

    private ParameterValues(List<Parameter> parameters, Map<String, Object> values) {
        for (var parameter : parameters) this.parameters.put(parameter.name(), parameter);
        this.values = Map.copyOf(values);
    }

    /// Types the given values and fills in defaults; throws a [Rejection] that lists everything wrong with them.
    ///
    /// @param given raw values: String, Boolean, a Number, a java.time value, or a collection of these for a list;
    /// null is none
    public static ParameterValues check(List<Parameter> parameters, Map<String, ?> given) {
        List<Problem> problems = new ArrayList<>();
        var names = parameters.stream().map(Parameter::name).toList();
        for (var name : given.keySet())
            if (!names.contains(name))
                problems.add(Problem.of(ReadCode.UNKNOWN_PARAMETER, "unknown parameter '" + name + "'")
                        .choices(Nearest.of(name, names, 3)));
        Map<String, Object> values = new HashMap<>();
        for (var parameter : parameters) {
            Object raw = given.get(parameter.name());
            var value = raw == null ? parameter.defaultValue() : raw;
            if (value == null) problems.addAll(absent(parameter));
            else
                Value.of(parameter, value)
                        .ifValid(typed -> values.put(parameter.name(), typed))
                        .ifWrong(problems::addAll);
        }
        Rejection.unlessEmpty(problems);
        return new ParameterValues(parameters, values);
    }

    /// The values that came with a query in SQL, each of the type that was said with it.
    public static ParameterValues given(Map<String, SqlQuery.Value> values) {
        List<Parameter> parameters = new ArrayList<>();
        Map<String, Object> raw = new HashMap<>();
        new TreeMap<>(values).forEach((name, value) -> {
            var type = ParameterType.valueOf(value.type().name());
            var list = value.raw() instanceof Collection<?>;
            parameters.add(new Parameter(
                    name, list ? ParameterType.LIST : type, true, null, List.of(), null, null, list ? type : null));
            raw.put(name, value.raw());
        });
        return check(parameters, raw);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(parameters.keySet());
    }

    /// The values of several metrics, each name after its metric's: `revenue.status`, as a [Placeholder] is called.
    public static ParameterValues together(Map<String, ParameterValues> metrics) {
        Map<String, Object> values = new HashMap<>();
        metrics.forEach((metric, own) -> own.values.forEach((name, value) -> values.put(metric + "." + name, value)));
        return new ParameterValues(List.of(), values);
    }

    private static List<Problem> absent(Parameter parameter) {
        // A keyword or a list has no NULL: without it the statement has no shape.
        var shapes = parameter.type() == ParameterType.ENUM || parameter.type() == ParameterType.LIST;
        if (!parameter.required() && !shapes) return List.of();
        return List.of(Problem.of(ReadCode.MISSING_PARAMETER, "parameter '" + parameter.name() + "' needs a value")
                .choices(parameter.allowed()));
    }

    /// Stand-ins by which a template can be read before anyone asks: for a keyword its default or first allowed
    /// word, for a list one element, for all else a value of the declared type that is not there.
    ///
    /// @param keywords choices for enum parameters that override these
    public static ParameterValues representative(List<Parameter> parameters, Map<String, String> keywords) {
        Map<String, Object> values = new HashMap<>();
        for (var parameter : parameters) {
            if (parameter.type() == ParameterType.LIST) values.put(parameter.name(), Collections.nCopies(1, ""));
            if (parameter.type() != ParameterType.ENUM) continue;
            var fallback =
                    parameter.allowed().isEmpty() ? "" : parameter.allowed().getFirst();
            var usual = parameter.defaultValue() == null
                    ? fallback
                    : parameter.defaultValue().toString();
            values.put(parameter.name(), keywords.getOrDefault(parameter.name(), usual));
        }
        return new ParameterValues(parameters, values);
    }

    /// A typed value: String, Long, BigDecimal, Boolean, LocalDate or LocalDateTime; null when an optional one was
    /// not given.
    ///
    /// @param item which element of a list, or -1
    public @Nullable Object value(String parameter, int item) {
        Object value = values.get(parameter);
        return value instanceof List<?> list && item >= 0 ? list.get(item) : value;
    }

    /// What the lexer puts in place of the placeholders.
    public Holes holes() {
        Map<String, Filling> fillings = new HashMap<>();
        parameters.forEach((name, parameter) -> {
            Object value = values.get(name);
            var filling = switch (parameter.type()) {
                case ENUM -> value == null ? null : new Filling.Keyword(value.toString());
                case LIST ->
                    value instanceof List<?> list ? new Filling.Many(type(items(parameter)), list.size()) : null;
                case STRING, INT, DECIMAL, BOOLEAN, DATE, TIMESTAMP -> new Filling.One(type(parameter.type()));
            };
            if (filling != null) fillings.put(name, filling);
        });
        return new Holes(fillings);
    }

    static ParameterType items(Parameter parameter) {
        return parameter.items() == null ? ParameterType.STRING : parameter.items();
    }

    /// The type that a value of a parameter is bound with.
    public static DataType type(ParameterType type) {
        return switch (type) {
            case ENUM, STRING, LIST -> DataType.Simple.TEXT;
            case INT -> DataType.Simple.BIGINT;
            case DECIMAL -> new DataType.Decimal(Value.DIGITS, Value.SCALE);
            case BOOLEAN -> DataType.Simple.BOOLEAN;
            case DATE -> DataType.Simple.DATE;
            case TIMESTAMP -> DataType.Simple.TIMESTAMP;
        };
    }
}
