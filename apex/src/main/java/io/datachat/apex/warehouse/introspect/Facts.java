package io.datachat.apex.warehouse.introspect;

import io.datachat.apex.render.Executable.Bind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the system tables: a text of our own, all rows in memory.
@FunctionalInterface
public interface Facts {
    List<@Nullable Object[]> ask(String sql, List<Bind> binds);
}
