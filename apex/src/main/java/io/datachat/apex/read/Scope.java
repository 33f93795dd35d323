package io.datachat.apex.read;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.read.lex.Holes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/// The names that an expression may use.
public interface Scope {
    /// What a dotted name means, or nothing. Names are given as written; whether case matters is the scope's
    /// affair.
    Optional<Field> find(List<String> segments);

    /// Every name, dotted, for suggestions; may be costly, asked for only when one was not found.
    Collection<String> names();

    /// What stands for placeholders in the text. Only what an opened template says has any.
    default Holes holes() {
        return Holes.NONE;
    }

    /// The algebra of a placeholder.
    default RexNode placeholder(String name, RelDataType type) {
        throw new IllegalStateException("no placeholders here: " + name);
    }

    record Field(DataType type, boolean nullable) {}
}
