package io.datachat.apex.change;

import io.datachat.apex.plan.write.Rules;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.render.WriteText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the compiler makes for a write that is under way.
public final class Statements {
    private final Making making;
    private final Images images;
    private final Breaking breaking;

    private Statements(Making making, Images images, Breaking breaking) {
        this.making = making;
        this.images = images;
        this.breaking = breaking;
    }

    public static Statements of(Making making, Images images, Breaking breaking) {
        return new Statements(making, images, breaking);
    }

    /// Only the compiler makes what a database runs.
    @FunctionalInterface
    public interface Making {
        Executable.Change of(String database, String text, List<Bind> binds);
    }

    @FunctionalInterface
    public interface Images {
        Executable.Compiled of(CompiledWrite write, List<List<@Nullable Object>> keys);
    }

    @FunctionalInterface
    public interface Breaking {
        Executable.Compiled of(Rules.Rule rule, List<String> key, List<List<@Nullable Object>> keys);
    }

    /// The statement that writes.
    ///
    /// @param natives  what the database calls the type of columns that text must be cast to
    /// @param invented columns that get numbers of the table itself instead of a sequence's
    /// @param identity whether the database must be told that it may take them
    Executable.Change change(
            CompiledWrite write, Map<String, String> natives, List<String> invented, boolean identity) {
        var around = new WriteText(
                write.table().name(),
                write.columns().stream().map(column -> column.name()).toList(),
                write.key(),
                natives,
                invented,
                identity);
        var rows = write.rows().text();
        return making.of(
                write.database(),
                write.update() ? around.update(rows) : around.insert(rows),
                write.rows().binds());
    }

    /// The rows with these keys as whoever writes sees them.
    Executable.Compiled image(CompiledWrite write, List<List<@Nullable Object>> keys) {
        return images.of(write, keys);
    }

    /// The keys of those of these rows for which a rule is false, whoever sees them.
    Executable.Compiled breaking(CompiledWrite write, Rules.Rule rule, List<List<@Nullable Object>> keys) {
        return breaking.of(rule, write.key(), keys);
    }
}
