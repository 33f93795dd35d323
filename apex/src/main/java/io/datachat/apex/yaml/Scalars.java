package io.datachat.apex.yaml;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Lapse;
import io.datachat.apex.yaml.Shape.Choice;
import io.datachat.apex.yaml.Shape.Plain;
import io.datachat.apex.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Texts → numbers, truth values, durations and words of a list, by the core schema of YAML 1.2: `no` is a text.
final class Scalars {
    private static final Pattern COUNT = Pattern.compile("[-+]?\\d{1,9}");
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][-+]?\\d{1,2})?");

    private final List<Problem> problems;
    private final UnaryOperator<String> name;

    /// @param name a path as people know it
    Scalars(List<Problem> problems, UnaryOperator<String> name) {
        this.problems = problems;
        this.name = name;
    }

    /// The value of a key that was left out.
    @Nullable
    Object meaning(Shape shape, Scalar scalar, String path) {
        return switch (shape) {
            case Plain plain -> plain(plain, scalar, path);
            case Choice choice -> choice(choice, scalar, path);
            case Shape.Items _, Shape.Fields _, Shape.Forms _ -> throw new IllegalArgumentException(path);
        };
    }

    @Nullable
    Object plain(Plain plain, Scalar scalar, String path) {
        var text = scalar.text();
        Object value = switch (plain) {
            case TEXT -> text;
            case FLAG -> flag(text);
            case COUNT -> COUNT.matcher(text).matches() ? Integer.valueOf(text) : null;
            case WHOLE -> WHOLE.matcher(text).matches() ? Long.valueOf(text) : null;
            case NUMBER -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
            case LAPSE -> Lapse.parse(text).orElse(null);
            case ANY -> any(scalar);
        };
        if (value == null) {
            var problem = Problem.of(
                            YamlCode.WRONG_VALUE,
                            "'" + name.apply(path) + "' must be " + plain.word() + ", not '" + shown(text) + "'")
                    .at(scalar.place());
            problems.add(plain == Plain.LAPSE ? problem.hint("write " + Lapse.FORM) : problem);
        }
        return value;
    }

    @Nullable
    Object choice(Choice choice, Scalar scalar, String path) {
        var index = choice.words().indexOf(scalar.text());
        if (index >= 0) return choice.constants().get(index);
        var problem = Problem.of(
                        YamlCode.WRONG_VALUE, "'" + name.apply(path) + "' cannot be '" + shown(scalar.text()) + "'")
                .at(scalar.place());
        var near = Nearest.of(scalar.text(), choice.words(), 3);
        problems.add(near.isEmpty() ? problem.hint("it is " + choice.word()) : problem.choices(near));
        return null;
    }

    private static Object any(Scalar scalar) {
        var text = scalar.text();
        if (!scalar.plain()) return text;
        var flag = flag(text);
        if (flag != null) return flag;
        if (WHOLE.matcher(text).matches()) return Long.valueOf(text);
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
    }

    private static @Nullable Boolean flag(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> null;
        };
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
