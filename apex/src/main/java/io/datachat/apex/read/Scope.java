package io.datachat.apex.read;

import io.datachat.apex.catalog.DataType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The names that an expression may use.
public interface Scope {
    /// What a dotted name means, or nothing. Names are given as written; whether case matters is the scope's
    /// affair.
    Optional<Field> find(List<String> segments);

    /// Every name, dotted, for suggestions; may be costly, asked for only when one was not found.
    Collection<String> names();

    record Field(DataType type, boolean nullable) {}
}
