package io.datachat.apex.change;

import io.datachat.apex.plan.write.Rules;
import io.datachat.apex.project.Project.Writes;
import io.datachat.apex.warehouse.write.Defaults;
import io.datachat.apex.warehouse.write.Surroundings;
import io.datachat.apex.warehouse.write.Surroundings.Filled;
import io.datachat.apex.warehouse.write.Surroundings.Filling;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A write with all that is known before it is tried.
///
/// @param rules   that may change their mind by it
/// @param shown   those of them that whoever writes may know of
/// @param opened  the first key
/// @param asked   the mark of text, values, database and person
record Work(
        CompiledWrite write,
        List<Rules.Rule> rules,
        List<Rules.Rule> shown,
        Surroundings around,
        Writes opened,
        String asked) {
    Work {
        rules = List.copyOf(rules);
        shown = List.copyOf(shown);
    }

    List<String> triggers() {
        return around.triggers().stream()
                .filter(trigger -> write.update() ? trigger.onUpdate() : trigger.onInsert())
                .map(Surroundings.Trigger::name)
                .toList();
    }

    /// Columns that a sequence numbers, and that get no value.
    List<String> numbered() {
        if (write.update()) return List.of();
        return around.columns().stream()
                .filter(column -> column.filling() == Filling.NUMBERED || column.filling() == Filling.IDENTITY)
                .map(Filled::name)
                .filter(name -> !write.writes(name))
                .toList();
    }

    boolean identity() {
        return around.columns().stream().anyMatch(column -> column.filling() == Filling.IDENTITY);
    }

    /// Defaults of columns without a value whose effects may outlast a transaction that is rolled back.
    List<String> lasting() {
        if (write.update()) return List.of();
        return around.columns().stream()
                .filter(column -> column.filling() == Filling.DEFAULT && !write.writes(column.name()))
                .filter(column -> column.expression() != null && !Defaults.harmless(column.expression()))
                .map(Filled::name)
                .toList();
    }

    /// Why the statement cannot run and be rolled back without a trace; empty when it can.
    List<String> traces() {
        return java.util.stream.Stream.of(
                        triggers().stream().map(name -> "trigger " + name),
                        around.code().stream().map(name -> "function " + name),
                        lasting().stream().map(name -> "the default of column " + name))
                .flatMap(each -> each)
                .toList();
    }

    /// What the database calls the types of the columns that text is cast to: its enums.
    Map<String, String> natives() {
        return write.columns().stream()
                .filter(column -> column.labelled())
                .map(column -> around.column(column.name()).orElse(null))
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Filled::name, Filled::nativeType));
    }
}
