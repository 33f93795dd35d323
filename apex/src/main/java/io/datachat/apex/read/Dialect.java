package io.datachat.apex.read;

import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.read.normal.ColumnNames;
import io.datachat.apex.read.normal.Normaliser;
import io.datachat.apex.read.operator.Convertlets;
import io.datachat.apex.read.operator.Operators;
import io.datachat.apex.read.operator.StrictCoercion;
import java.util.EnumSet;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.CharLiteralStyle;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/// Calcite's settings for the authoring dialect. Each differs from stock for a measured reason; see the tests of traps.
final class Dialect {
    /// Stock BABEL lets aliases be seen inside expressions of SELECT and ORDER BY, which captures columns of the
    /// same name.
    private static final SqlConformance CONFORMANCE = new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public SelectAliasLookup isSelectAlias() {
            return SelectAliasLookup.UNSUPPORTED;
        }

        @Override
        public boolean isSortByAlias() {
            return false;
        }

        @Override
        public boolean isNonStrictGroupBy() {
            return false;
        }
    };

    /// Names keep their spelling and are found ignoring case, so a plan carries the catalog's own spelling.
    private static final SqlParser.Config PARSER = SqlParser.config()
            .withParserFactory(SqlBabelParserImpl.FACTORY)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(false)
            .withIdentifierMaxLength(256)
            .withConformance(CONFORMANCE)
            .withCharLiteralStyles(EnumSet.of(CharLiteralStyle.STANDARD));

    /// `callRewrite` off keeps COALESCE and NULLIF; nulls sort high, as in PostgreSQL.
    private static final SqlValidator.Config VALIDATOR = SqlValidator.Config.DEFAULT
            .withConformance(CONFORMANCE)
            .withIdentifierExpansion(true)
            .withTypeCoercionEnabled(true)
            .withTypeCoercionFactory(StrictCoercion::new)
            .withDefaultNullCollation(NullCollation.HIGH)
            .withCallRewrite(false);

    /// Nothing is simplified while reading: Calcite's simplifier is about cubic in the length of an IN list.
    private static final SqlToRelConverter.Config CONVERTER = SqlToRelConverter.config()
            .withExpand(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            .withTrimUnusedFields(false)
            .withAddJsonTypeOperatorEnabled(false)
            .withRelBuilderConfigTransform(
                    config -> config.withPushJoinCondition(false).withSimplify(false));

    private Dialect() {}

    static SqlNode query(String sql) throws SqlParseException {
        return Normaliser.normal(SqlParser.create(sql, PARSER).parseQuery());
    }

    /// A statement as it was parsed, before it is normalised.
    static SqlNode statement(String sql) throws SqlParseException {
        return SqlParser.create(sql, PARSER).parseStmt();
    }

    static SqlNode normal(SqlNode query) {
        return Normaliser.normal(query);
    }

    static SqlNode expression(String sql) throws SqlParseException {
        return Normaliser.normal(SqlParser.create(sql, PARSER).parseExpression());
    }

    /// @param parameters one field per `?`, of the type its surroundings gave it
    record Converted(RelNode plan, List<String> names, RelDataType parameters) {}

    static Converted convert(SqlNode query, CalciteCatalogReader reader) {
        var said = ColumnNames.said(query);
        var validator = SqlValidatorUtil.newValidator(Operators.TABLE, reader, RelationalTypes.FACTORY, VALIDATOR);
        var valid = validator.validate(query);
        var converter = new SqlToRelConverter(
                (row, view, path, within) -> {
                    throw new UnsupportedOperationException("views are tables here");
                },
                validator,
                reader,
                cluster(),
                Convertlets.TABLE,
                CONVERTER);
        var root = converter.convertQuery(valid, false, true);
        var names = ColumnNames.named(root.fields.rightList(), said);
        return new Converted(root.project(), List.copyOf(names), validator.getParameterRowType(valid));
    }

    /// A planner without rules: plans are built and rewritten by our own code.
    private static RelOptCluster cluster() {
        var planner = new HepPlanner(HepProgram.builder().build(), Contexts.of(Relations.connectionConfig()));
        return RelOptCluster.create(planner, new RexBuilder(RelationalTypes.FACTORY));
    }
}
