package io.datachat.apex.yaml;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a YAML value must look like to become a value of a Java type. Read once per type; the binder and the JSON
/// Schema are both made from it, so that they cannot disagree.
public sealed interface Shape {
    enum Plain implements Shape {
        TEXT("text"),
        FLAG("true or false"),
        /// Fits an `int`.
        COUNT("a whole number"),
        WHOLE("a whole number"),
        NUMBER("a number"),
        LAPSE("a duration"),
        /// A text, number, truth value or a list of these.
        ANY("a value");

        private final String word;

        Plain(String word) {
            this.word = word;
        }
    }

    record Choice(List<?> constants) implements Shape {
        public List<String> words() {
            return constants.stream().map(constant -> word((Enum<?>) constant)).toList();
        }

        static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    record Items(Shape item) implements Shape {}

    /// @param keyed whether a list of these may be written as a mapping from the first field to the rest
    record Fields(Class<? extends Record> type, List<Field> fields, boolean keyed) implements Shape {
        /// The keys that a mapping may have, those of inlined records included.
        public List<String> keys() {
            return spelled().map(Field::key).toList();
        }

        /// The fields that have a key of their own, in order.
        public Stream<Field> spelled() {
            return fields.stream()
                    .flatMap(field ->
                            field.inline && field.shape instanceof Fields inner ? inner.spelled() : Stream.of(field));
        }

        /// Whether one text can stand for the whole record: as its first field, or as its second when the first
        /// is known.
        public boolean shorthand(int known) {
            if (fields.size() <= known || fields.stream().anyMatch(Field::inline)) return false;
            var shape = fields.get(known).shape;
            if (!(shape instanceof Plain || shape instanceof Choice)) return false;
            return fields.stream().skip(known + 1L).noneMatch(Field::required);
        }
    }

    /// @param absent what a missing key means, in YAML; null when nothing
    record Field(
            String key,
            Shape shape,
            boolean required,
            boolean inline,
            @Nullable String absent) {}

    record Forms(List<Form> forms) implements Shape {}

    record Form(String toldBy, boolean nested, Fields fields) {}

    /// What it is called in messages.
    default String word() {
        return switch (this) {
            case Plain plain -> plain.word;
            case Choice choice -> "one of " + String.join(", ", choice.words());
            case Items _ -> "a list";
            case Fields _, Forms _ -> "a mapping";
        };
    }

    ConcurrentMap<Class<?>, Shape> KNOWN = new ConcurrentHashMap<>();

    static Fields of(Class<? extends Record> type) {
        var known = KNOWN.get(type);
        if (known != null) return (Fields) known;
        var fields = new ArrayList<Field>();
        for (var component : type.getRecordComponents()) fields.add(field(component));
        var made = new Fields(type, List.copyOf(fields), type.isAnnotationPresent(Yaml.Keyed.class));
        KNOWN.put(type, made);
        return made;
    }

    private static Field field(RecordComponent component) {
        var key = component.getAnnotation(Yaml.Key.class);
        var shape = of(component.getAnnotatedType());
        var optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || absent(component) != null
                || shape instanceof Items;
        return new Field(
                key == null ? snake(component.getName()) : key.value(),
                shape,
                !optional,
                component.isAnnotationPresent(Yaml.Inline.class),
                absent(component));
    }

    /// A truth value that is not `Boolean` is false unless stated.
    private static @Nullable String absent(RecordComponent component) {
        var stated = component.getAnnotation(Yaml.Absent.class);
        if (stated != null) return stated.value();
        return component.getType() == boolean.class ? "false" : null;
    }

    private static Shape of(AnnotatedType annotated) {
        return of(annotated.getType());
    }

    @SuppressWarnings("unchecked")
    private static Shape of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Items(of(list.getActualTypeArguments()[0]));
        }
        if (type == String.class) return Plain.TEXT;
        if (type == boolean.class || type == Boolean.class) return Plain.FLAG;
        if (type == int.class || type == Integer.class) return Plain.COUNT;
        if (type == long.class || type == Long.class) return Plain.WHOLE;
        if (type == BigDecimal.class) return Plain.NUMBER;
        if (type == Duration.class) return Plain.LAPSE;
        if (type == Object.class) return Plain.ANY;
        if (!(type instanceof Class<?> named)) throw new IllegalArgumentException("no YAML form for " + type);
        if (named.isEnum()) return new Choice(List.of((Object[]) named.getEnumConstants()));
        if (named.isRecord()) return of((Class<? extends Record>) named);
        if (named.isSealed()) return forms(named);
        throw new IllegalArgumentException("no YAML form for " + type);
    }

    @SuppressWarnings("unchecked")
    private static Forms forms(Class<?> family) {
        var forms = new ArrayList<Form>();
        for (var member : family.getPermittedSubclasses()) {
            var told = member.getAnnotation(Yaml.ToldBy.class);
            if (told == null) continue;
            forms.add(new Form(told.value(), told.nested(), of((Class<? extends Record>) member)));
        }
        return new Forms(List.copyOf(forms));
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
