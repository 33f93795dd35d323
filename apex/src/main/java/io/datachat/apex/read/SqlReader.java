package io.datachat.apex.read;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.read.Dialect.Converted;
import io.datachat.apex.read.lex.Lexed;
import io.datachat.apex.read.lex.Lexer;
import io.datachat.apex.read.normal.Dependent;
import io.datachat.apex.read.parameter.Calculated;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// Reads one query: text in, algebra out. What runs later is written from the algebra, so nothing of the text reaches a
/// database.
public final class SqlReader {
    private static final Set<String> BEGINNINGS = Set.of("SELECT", "WITH", "VALUES", "(");

    private final Lexer lexer;
    private final Relations relations;

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
        if (!BEGINNINGS.contains(lexer.first().toUpperCase(Locale.ROOT)))
            throw text.refuse(
                    ReadCode.NOT_A_QUERY, "a query begins with SELECT or WITH, not with '" + lexer.first() + "'", 0, 1);
        return Depth.guarded(lexer, new SqlReader(lexer, relations)::query);
    }

    /// Tries bare `?` first, because a cast keeps an index from being used; where the surroundings tell no type, or
    /// another one than declared, the parameter is written with its cast and the text is read again.
    private ReadQuery query() {
        Set<Integer> cast = new HashSet<>();
        for (; ; ) {
            var lexed = lexer.print(cast);
            var before = cast.size();
            try {
                var parsed = parsed(lexed);
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

    private SqlNode parsed(Lexed lexed) throws SqlParseException {
        var parsed = Dialect.query(lexed.sql());
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
