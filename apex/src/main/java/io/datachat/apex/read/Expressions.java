package io.datachat.apex.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.read.Expression.Reference;
import io.datachat.apex.read.lex.Lexed;
import io.datachat.apex.read.lex.Lexer;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Reads one scalar expression of a DataPoint: `quantity * product.price`, `order.status <> 'cancelled'`.
///
/// Every name becomes a column of a table with one row of exactly those names; the expression is then validated as
/// `SELECT expression FROM names`, on the same path as any query.
public final class Expressions {
    private static final String TABLE = "names";

    /// An edit of one file binds a library anew, and all but a few of its expressions are as they were.
    private static final Cache<String, Expression> KNOWN =
            Caffeine.newBuilder().maximumSize(20_000).build();

    private Expressions() {}

    /// Throws a [io.datachat.apex.problem.Rejection] when the text is no expression or a name or type is wrong.
    public static Expression read(SqlText text, Scope scope) {
        var known = KNOWN.getIfPresent(text.text());
        if (known != null && meansTheSame(known, scope)) return known;
        var read = readAnew(text, scope);
        if (!hasParameter(read.rex())) KNOWN.put(text.text(), read);
        return read;
    }

    /// A parameter belongs to the definition that states it.
    private static boolean hasParameter(RexNode rex) {
        var found = new boolean[1];
        rex.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitDynamicParam(RexDynamicParam parameter) {
                found[0] = true;
                return null;
            }
        });
        return found[0];
    }

    /// An expression depends on its text and on the types of its names, and on nothing else.
    private static boolean meansTheSame(Expression known, Scope scope) {
        return known.references().stream()
                .allMatch(reference -> scope.find(reference.segments())
                        .filter(field ->
                                field.type().equals(reference.type()) && field.nullable() == reference.nullable())
                        .isPresent());
    }

    private static Expression readAnew(SqlText text, Scope scope) {
        var lexer = Lexer.read(text, scope.holes());
        var lexed = lexer.print(Set.of());
        return Depth.guarded(lexer, () -> {
            try {
                var node = Dialect.expression(lexed.sql());
                Shape.requireExpression(node, lexed);
                var names = new Names(lexed, scope);
                var bound = node.accept(names);
                if (bound == null) throw new IllegalStateException("an expression vanished");
                var rex = convert(bound, names.references);
                return new Expression(placed(rex, lexed, scope), names.references);
            } catch (SqlParseException exception) {
                throw Diagnosis.of(lexed, null).syntax(exception);
            } catch (RuntimeException exception) {
                throw Diagnosis.of(lexed, null).refusal(exception);
            }
        });
    }

    /// As [#read], for a condition: the result must be true or false.
    public static Expression readCondition(SqlText text, Scope scope) {
        var expression = read(text, scope);
        if (expression.rex().getType().getSqlTypeName() == SqlTypeName.BOOLEAN) return expression;
        throw text.refuse(
                ReadCode.WRONG_ARGUMENTS,
                "'" + text.text().strip() + "' is not a condition but of type "
                        + expression.type().word(),
                0,
                text.text().length());
    }

    private static RexNode placed(RexNode rex, Lexed lexed, Scope scope) {
        if (lexed.binds().isEmpty()) return rex;
        return rex.accept(new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam parameter) {
                return scope.placeholder(lexed.binds().get(parameter.getIndex()).parameter(), parameter.getType());
            }
        });
    }

    private static RexNode convert(SqlNode expression, List<Reference> references) {
        var schema = CalciteSchema.createRootSchema(false, false);
        schema.add(TABLE, new OneRow(references));
        var reader = new CalciteCatalogReader(schema, List.of(), RelationalTypes.FACTORY, Relations.connectionConfig());
        var place = SqlParserPos.ZERO;
        var select = new SqlSelect(
                place,
                null,
                SqlNodeList.of(expression),
                new SqlIdentifier(TABLE, place),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return only(Dialect.convert(select, reader).plan());
    }

    private static RexNode only(RelNode plan) {
        return plan instanceof Project project
                ? project.getProjects().getFirst()
                : RexInputRef.of(0, plan.getRowType());
    }

    /// Replaces every name by the column that stands for it.
    private static final class Names extends SqlShuttle {
        private final Lexed lexed;
        private final Scope scope;
        private final List<Reference> references = new ArrayList<>();

        Names(Lexed lexed, Scope scope) {
            this.lexed = lexed;
            this.scope = scope;
        }

        @Override
        public @Nullable SqlNode visit(SqlIdentifier name) {
            var place = Diagnosis.stretch(lexed, name.getParserPosition());
            if (name.isStar())
                throw lexed.source()
                        .refuse(ReadCode.NOT_AN_EXPRESSION, "* is not a value", place.authorFrom(), place.authorTo());
            var segments = name.names;
            var found = scope.find(segments);
            if (found.isEmpty()) {
                var asked = String.join(".", segments);
                throw lexed.source()
                        .refuse(
                                ReadCode.UNKNOWN_NAME,
                                "unknown name '" + asked + "'",
                                Nearest.of(asked, scope.names(), 3),
                                place.authorFrom(),
                                place.authorTo());
            }
            var index = index(segments, found.get());
            return new SqlIdentifier(column(index), name.getParserPosition());
        }

        /// docs/values.md, section 5: a division is one of doubles, and NULL where the divisor is zero.
        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            var visited = super.visit(call);
            if (!(visited instanceof SqlCall division) || division.getKind() != SqlKind.DIVIDE) return visited;
            var place = division.getParserPosition();
            var asDouble = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, place), place);
            return SqlStdOperatorTable.DIVIDE.createCall(
                    place,
                    SqlStdOperatorTable.CAST.createCall(place, division.operand(0), asDouble),
                    SqlStdOperatorTable.NULLIF.createCall(
                            place, division.operand(1), SqlLiteral.createExactNumeric("0", place)));
        }

        private int index(List<String> segments, Scope.Field field) {
            for (var index = 0; index < references.size(); index++)
                if (references.get(index).segments().equals(segments)) return index;
            references.add(new Reference(segments, field.type(), field.nullable()));
            return references.size() - 1;
        }
    }

    private static String column(int index) {
        return "value_" + index;
    }

    private static final class OneRow extends AbstractTable {
        private final RelDataType rowType;

        OneRow(List<Reference> references) {
            var row = RelationalTypes.FACTORY.builder();
            for (var index = 0; index < references.size(); index++) {
                var reference = references.get(index);
                row.add(column(index), RelationalTypes.of(reference.type(), reference.nullable()));
            }
            this.rowType = row.build();
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            return rowType;
        }
    }
}
