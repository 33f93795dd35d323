package io.datachat.apex.read;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Dialect.Converted;
import io.datachat.apex.read.lex.Lexed;
import io.datachat.apex.read.lex.Lexer;
import io.datachat.apex.read.normal.Dependent;
import io.datachat.apex.read.parameter.Calculated;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.read.write.Assigning;
import io.datachat.apex.read.write.Assignment;
import io.datachat.apex.read.write.Beginning;
import io.datachat.apex.read.write.Fitting;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// Reads one query: text in, algebra out. What runs later is written from the algebra, so nothing of the text reaches a
/// database.
public final class SqlReader {
    private final Lexer lexer;
    private final Relations relations;
    /// The parameters that are written with their type, by index.
    private final Set<Integer> casts = new HashSet<>();

    private SqlReader(Lexer lexer, Relations relations) {
        this.lexer = lexer;
        this.relations = relations;
    }

    /// Throws a [io.datachat.apex.problem.Rejection] with the place in the author's text.
    ///
    /// @param values of the parameters; they decide keywords and the lengths of lists, never anything else of the
    /// plan
    public static ReadQuery read(SqlText text, Relations relations, ParameterValues values) {
        var lexer = Lexer.read(text, values.holes());
        Beginning.requireQuery(lexer);
        return Depth.guarded(lexer, new SqlReader(lexer, relations)::query);
    }

    /// As [#read], for one INSERT or UPDATE: the query that computes what it writes.
    public static ReadWrite readWrite(SqlText text, Relations relations, ParameterValues values) {
        var lexer = Lexer.read(text, values.holes());
        Beginning.requireWrite(lexer);
        return Depth.guarded(lexer, new SqlReader(lexer, relations)::write);
    }

    private ReadWrite write() {
        var written = new AtomicReference<Assignment>();
        var rows = query(lexed -> {
            var assigned = Assigning.of(
                    Dialect.statement(lexed.sql()),
                    relations.catalog(),
                    (node, problem) -> new Rejection(problem.at(placed(lexed, node))));
            written.set(assigned);
            return Dialect.normal(assigned.query());
        });
        var assigned = written.get();
        Fitting.require(assigned, rows.plan(), (node, problem) -> {
            var lexed = lexer.print(casts);
            return new Rejection(problem.at(placed(lexed, node)));
        });
        return new ReadWrite(assigned, rows);
    }

    /// A write as algebra.
    ///
    /// @param rows the key (for an update), then the new values
    public record ReadWrite(Assignment to, ReadQuery rows) {}

    private static Place placed(Lexed lexed, SqlNode node) {
        var stretch = Diagnosis.stretch(lexed, node.getParserPosition());
        return lexed.source().place(stretch.authorFrom(), stretch.authorTo());
    }

    @FunctionalInterface
    private interface Parsing {
        SqlNode of(Lexed lexed) throws SqlParseException;
    }

    private ReadQuery query() {
        return query(lexed -> Dialect.query(lexed.sql()));
    }

    /// Tries bare `?` first, because a cast keeps an index from being used; where the surroundings tell no type, or
    /// another one than declared, the parameter is written with its cast and the text is read again.
    private ReadQuery query(Parsing parsing) {
        var cast = casts;
        for (; ; ) {
            var lexed = lexer.print(cast);
            var before = cast.size();
            try {
                var parsed = parsed(parsing, lexed);
                var converted = Dialect.convert(parsed, relations.reader());
                var calculated = Calculated.in(converted.plan());
                for (var index = 0; index < lexed.binds().size(); index++)
                    if (mistaken(lexed.binds().get(index), converted, index, calculated.contains(index)))
                        cast.add(index);
                if (cast.size() == before) return result(lexed, converted);
            } catch (SqlParseException exception) {
                throw diagnosis(lexed).syntax(exception);
            } catch (RuntimeException exception) {
                castMore(cast, lexed, Diagnosis.span(lexed, exception));
                if (cast.size() == before) throw diagnosis(lexed).refusal(exception);
            }
        }
    }

    /// Casts the parameters where the error is, or all when it is somewhere else: `? * INTERVAL '1' DAY` fails
    /// around the parameter.
    private static void castMore(Set<Integer> cast, Lexed lexed, Lexed.@Nullable Stretch span) {
        var before = cast.size();
        for (var index = 0; index < lexed.binds().size(); index++) {
            var bind = lexed.binds().get(index);
            if (open(bind) && span != null && bind.from() >= span.from() && bind.to() <= span.to()) cast.add(index);
        }
        if (cast.size() > before) return;
        for (var index = 0; index < lexed.binds().size(); index++)
            if (open(lexed.binds().get(index))) cast.add(index);
    }

    private SqlNode parsed(Parsing parsing, Lexed lexed) throws SqlParseException {
        var parsed = parsing.of(lexed);
        Shape.requireQuery(parsed, lexed);
        return Dependent.grouped(parsed, relations.catalog());
    }

    private Diagnosis diagnosis(Lexed lexed) {
        return Diagnosis.of(lexed, relations.catalog());
    }

    private static boolean open(Lexed.Bind bind) {
        return !bind.cast() && !bind.bare();
    }

    private static boolean mistaken(Lexed.Bind bind, Converted converted, int index, boolean calculated) {
        if (!open(bind)) return false;
        var inferred = converted.parameters().getFieldList().get(index).getType();
        var declared = RelationalTypes.of(bind.type(), true);
        return !holds(inferred, declared) || (calculated && narrows(inferred, declared));
    }

    /// Whether a cast to the inferred type would round or overflow.
    private static boolean narrows(RelDataType inferred, RelDataType declared) {
        return SqlTypeUtil.isExactNumeric(inferred)
                && SqlTypeUtil.isExactNumeric(declared)
                && (inferred.getScale() < declared.getScale()
                        || inferred.getPrecision() - inferred.getScale()
                                < Math.min(18, declared.getPrecision() - declared.getScale()));
    }

    /// Whether every value of the declared type is a value of the inferred one, so that no cast is needed.
    private static boolean holds(RelDataType inferred, RelDataType declared) {
        return switch (declared.getSqlTypeName()) {
            case BIGINT -> SqlTypeUtil.isNumeric(inferred);
            case DECIMAL -> SqlTypeUtil.isDecimal(inferred) || SqlTypeUtil.isApproximateNumeric(inferred);
            case VARCHAR -> SqlTypeUtil.isCharacter(inferred);
            default -> inferred.getSqlTypeName() == declared.getSqlTypeName();
        };
    }

    private static ReadQuery result(Lexed lexed, Converted converted) {
        var binds = lexed.binds().stream()
                .map(bind -> new ReadQuery.Bind(bind.parameter(), bind.item(), bind.type()))
                .toList();
        return new ReadQuery(converted.plan(), converted.names(), binds);
    }
}
