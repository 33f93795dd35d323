package io.datachat.apex.yaml;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.yaml.Shape.Choice;
import io.datachat.apex.yaml.Shape.Field;
import io.datachat.apex.yaml.Shape.Fields;
import io.datachat.apex.yaml.Shape.Form;
import io.datachat.apex.yaml.Shape.Forms;
import io.datachat.apex.yaml.Shape.Items;
import io.datachat.apex.yaml.Shape.Plain;
import io.datachat.apex.yaml.YamlNode.Entry;
import io.datachat.apex.yaml.YamlNode.Mapping;
import io.datachat.apex.yaml.YamlNode.Scalar;
import io.datachat.apex.yaml.YamlNode.Sequence;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A tree → a record, by the names of its components, collecting every problem on the way.
public final class Binder {
    private static final int OFFERED = 3;

    /// Looked up once: a library binds tens of thousands of records.
    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                var constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private final String what;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Scalars scalars = new Scalars(problems, this::shown);

    private Binder(String what) {
        this.what = what;
    }

    /// @param what how messages call the whole: `metric revenue`
    /// @param also keys that the caller has dealt with and that are no record components: `type`
    public static <T extends Record> Bound<T> bind(Class<T> type, Mapping mapping, String what, Set<String> also) {
        var binder = new Binder(what);
        binder.places.put("", mapping.place());
        var shape = Shape.of(type);
        binder.unknownKeys(mapping, shape.keys(), also, "");
        var value = binder.record(shape, mapping, "");
        return new Bound<>(type.cast(value), binder.places, binder.problems);
    }

    private @Nullable Object value(Shape shape, YamlNode node, String path) {
        places.putIfAbsent(path, node.place());
        return switch (shape) {
            case Plain plain when node instanceof Scalar scalar -> scalars.plain(plain, scalar, path);
            case Plain plain
            when plain == Plain.ANY && node instanceof Sequence list ->
                list.items().stream().map(item -> (Object) text(item)).toList();
            case Plain plain -> wrongKind(plain, node, path);
            case Choice choice when node instanceof Scalar scalar -> scalars.choice(choice, scalar, path);
            case Choice choice -> wrongKind(choice, node, path);
            case Items(Shape item) -> items(item, node, path);
            case Fields fields -> fields(fields, node, path);
            case Forms(List<Form> forms) -> forms(forms, node, path);
        };
    }

    private static String text(YamlNode node) {
        return node instanceof Scalar scalar ? scalar.text() : node.kind();
    }

    /// A single value is a list of one; a mapping may be a list of keyed records.
    private @Nullable Object items(Shape item, YamlNode node, String path) {
        if (node instanceof Mapping mapping && item instanceof Fields fields && fields.keyed()) {
            return keyed(fields, mapping, path);
        }
        if (node instanceof Mapping && !(item instanceof Fields)) return wrongKind(new Items(item), node, path);
        var nodes = node instanceof Sequence list ? list.items() : List.of(node);
        var values = new ArrayList<Object>();
        for (var index = 0; index < nodes.size(); index++) {
            var at = path + "[" + index + "]";
            if (nodes.get(index) instanceof Scalar scalar && scalar.absent()) {
                places.put(at, scalar.place());
                problem(YamlCode.MISSING_KEY, "nothing stands at '" + at + "'", scalar.place());
                continue;
            }
            if (item instanceof Fields(var _, var fields, boolean keyed)
                    && keyed
                    && nodes.get(index) instanceof Mapping named) {
                named.scalar(fields.getFirst().key()).ifPresent(name -> names.put(at, path + "." + name.text()));
            }
            var value = value(item, nodes.get(index), at);
            if (value != null) values.add(value);
        }
        return List.copyOf(values);
    }

    private List<Object> keyed(Fields fields, Mapping mapping, String path) {
        var values = new ArrayList<Object>();
        var index = 0;
        for (var entry : mapping.entries()) {
            var at = path + "[" + index++ + "]";
            places.put(at, entry.place());
            names.put(at, path + "." + entry.key());
            var first = fields.fields().getFirst().key();
            var name = new Entry(first, entry.place(), new Scalar(entry.key(), false, entry.place()));
            var inner = new ArrayList<>(List.of(name));
            if (entry.value() instanceof Mapping rest) {
                inner.addAll(rest.entries());
            } else if (fields.shorthand(1)) {
                inner.add(new Entry(fields.fields().get(1).key(), entry.place(), entry.value()));
            } else if (!(entry.value() instanceof Scalar scalar && scalar.absent())) {
                wrongKind(fields, entry.value(), path + "." + entry.key());
                continue;
            }
            var value = fields(fields, new Mapping(inner, entry.place()), at);
            if (value != null) values.add(value);
        }
        return List.copyOf(values);
    }

    private @Nullable Object fields(Fields fields, YamlNode node, String path) {
        if (node instanceof Mapping mapping) {
            unknownKeys(mapping, fields.keys(), Set.of(), path);
            return record(fields, mapping, path);
        }
        if (node instanceof Scalar && fields.shorthand(0)) {
            var first = fields.fields().getFirst().key();
            return record(fields, new Mapping(List.of(new Entry(first, node.place(), node)), node.place()), path);
        }
        return wrongKind(fields, node, path);
    }

    private @Nullable Object forms(List<Form> forms, YamlNode node, String path) {
        if (!(node instanceof Mapping mapping)) return wrongKind(new Forms(forms), node, path);
        var told = forms.stream()
                .filter(form -> mapping.entry(form.toldBy()).isPresent())
                .toList();
        var keys = forms.stream().map(Form::toldBy).toList();
        if (told.isEmpty()) {
            var near = mapping.entries().stream()
                    .flatMap(entry -> Nearest.of(entry.key(), keys, 1).stream())
                    .toList();
            problems.add(Problem.of(YamlCode.NO_FORM, in(path) + " has no key that tells its form")
                    .at(places.get(path))
                    .choices(near)
                    .hint("give one of " + String.join(", ", keys)));
            return null;
        }
        if (told.size() > 1) {
            var both = told.stream().map(Form::toldBy).collect(Collectors.joining("' and '"));
            problems.add(Problem.of(YamlCode.TWO_FORMS, in(path) + " has '" + both + "', which are different forms")
                    .at(places.get(path))
                    .hint("keep one of them"));
            return null;
        }
        var form = told.getFirst();
        if (!form.nested()) return fields(form.fields(), mapping, path);
        unknownKeys(mapping, List.of(form.toldBy()), Set.of(), path);
        return value(form.fields(), mapping.entry(form.toldBy()).orElseThrow().value(), join(path, form.toldBy()));
    }

    private void unknownKeys(Mapping mapping, List<String> keys, Set<String> also, String path) {
        var known = new HashSet<>(keys);
        known.addAll(also);
        for (var entry : mapping.entries()) {
            if (known.contains(entry.key())) continue;
            var near = Nearest.of(entry.key(), known, OFFERED);
            var problem = Problem.of(YamlCode.UNKNOWN_KEY, "unknown key '" + entry.key() + "' in " + in(path))
                    .at(entry.place());
            problems.add(
                    near.isEmpty() ? problem.hint("valid here: " + String.join(", ", keys)) : problem.choices(near));
        }
    }

    private @Nullable Record record(Fields fields, Mapping mapping, String path) {
        var arguments = new ArrayList<@Nullable Object>();
        var whole = true;
        for (var field : fields.fields()) {
            var argument = field.inline() && field.shape() instanceof Fields inner
                    ? record(inner, mapping, path)
                    : argument(field, mapping, path);
            arguments.add(argument);
            whole &= argument != null || !field.required();
        }
        return whole ? construct(fields, arguments.toArray()) : null;
    }

    private @Nullable Object argument(Field field, Mapping mapping, String path) {
        var at = join(path, field.key());
        var entry = mapping.entry(field.key());
        var stated = entry.isPresent() && !(entry.get().value() instanceof Scalar scalar && scalar.absent());
        if (stated) {
            places.put(at, entry.get().place());
            var value = value(field.shape(), entry.get().value(), at);
            if (entry.get().value() instanceof Scalar scalar) places.put(at, scalar.place());
            if (value != null) return value;
        } else if (field.required()) {
            var place = entry.map(Entry::place).orElse(places.getOrDefault(path, mapping.place()));
            problem(YamlCode.MISSING_KEY, "missing key '" + field.key() + "' in " + in(path), place);
            return null;
        }
        if (field.absent() != null) {
            return scalars.meaning(field.shape(), new Scalar(field.absent(), true, mapping.place()), at);
        }
        return field.shape() instanceof Items ? List.of() : null;
    }

    private static Record construct(Fields fields, @Nullable Object[] arguments) {
        try {
            return (Record) CONSTRUCTORS.get(fields.type()).newInstance(arguments);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(fields.type() + " cannot be made from " + Arrays.toString(arguments), e);
        }
    }

    private @Nullable Object wrongKind(Shape shape, YamlNode node, String path) {
        var problem = Problem.of(
                        YamlCode.WRONG_KIND,
                        "'" + shown(path) + "' in " + what + " must be " + shape.word() + ", not " + node.kind())
                .at(node.place());
        problems.add(
                shape == Plain.TEXT && node instanceof Mapping
                        ? problem.hint("a text with '{' or ': ' in it needs quotes")
                        : problem);
        return null;
    }

    private void problem(YamlCode code, String message, Place place) {
        problems.add(Problem.of(code, message).at(place));
    }

    private String in(String path) {
        return path.isEmpty() ? what : "'" + shown(path) + "' of " + what;
    }

    /// People know the items of a list by name, not by number.
    private String shown(String path) {
        for (var end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            var name = names.get(path.substring(0, end));
            if (name != null) return name + path.substring(end);
        }
        return path;
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
