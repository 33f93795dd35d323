package io.datachat.apex;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.answer.completeness.Coverage;
import io.datachat.apex.answer.completeness.Extent;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.check.claim.Trust;
import io.datachat.apex.check.rows.Expected;
import io.datachat.apex.check.rows.Expecting;
import io.datachat.apex.check.rows.Watch;
import io.datachat.apex.govern.Governed;
import io.datachat.apex.plan.Plan;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Column;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.Shift;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.claim.Claim;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.template.ResolvedTemplate;
import io.datachat.apex.resolve.template.TemplateResolver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A question ready to run, with its receipt.
///
/// @param columns  of the answer
/// @param unmarked the receipt before it says what is complete
/// @param tables   every table that it may read, `schema.table`; of a verbatim text none is known
/// @param expected what its rows must look like
public record Compilation(
        Executable sql,
        List<Executable.Column> columns,
        Receipt receipt,
        Receipt unmarked,
        Extent extent,
        List<Table.Name> tables,
        Expected expected) {
    public Compilation {
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
    }

    static List<Executable.Bind> binds(List<Slot> slots, List<@Nullable Object> values) {
        List<Executable.Bind> binds = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++)
            binds.add(new Executable.Bind(values.get(i), slots.get(i).type()));
        return binds;
    }

    static List<Executable.Column> columns(List<Plan.Column> columns) {
        return columns.stream()
                .map(column -> new Executable.Column(column.name(), column.type(), column.unit(), column.format()))
                .toList();
    }

    static Compilation of(Executable sql, Receipt unmarked, Extent extent, List<Table.Name> tables) {
        var columns = switch (sql) {
            case Executable.Compiled compiled -> compiled.columns();
            case Executable.Verbatim verbatim -> verbatim.columns();
            case Executable.System _, Executable.Change _ -> List.<Executable.Column>of();
        };
        return new Compilation(sql, columns, extent.mark(unmarked), unmarked, extent, tables, Expected.ANYTHING);
    }

    /// The same, now that the databases told how far their watermarks go.
    Compilation reaching(Map<String, Optional<Instant>> reached) {
        return new Compilation(sql, columns, extent.mark(unmarked, reached), unmarked, extent, tables, expected);
    }

    /// What a plan tells of its rows.
    static Expected expected(Plan plan, Governed governed) {
        return Expecting.of(plan, governed);
    }

    Compilation expecting(Expected rows) {
        return new Compilation(sql, columns, receipt, unmarked, extent, tables, rows);
    }

    /// With what a template says of its rows.
    Compilation expecting(ResolvedTemplate asked, Model model) {
        return expecting(Expecting.of(expected, asked, model));
    }

    /// A vendor's own SQL.
    Compilation declared(ResolvedTemplate asked, List<Plan.Column> given, Model model) {
        return expecting(Expecting.declared(asked, given, model));
    }

    /// Looks at the rows as they pass. Nothing of a row is told to those who see it masked.
    Watch watch() {
        return new Watch(
                expected, extent.period(), extent.almanac(), receipt.policies().isEmpty());
    }

    /// The compiled text of one shape, waiting for values.
    ///
    /// @param slots   what each `?` of the text is bound to, in its order there
    /// @param receipt what is the same for every question of this shape
    /// @param shown   which of the slots the receipt's text has, in its order there
    /// @param shift   how far back a comparison looks
    /// @param relies   what must be true of the rows
    /// @param tables   every table that may be read
    /// @param coverage which stretch of time it speaks of, over whose rows
    /// @param expected what the rows must look like
    record Prepared(
            String database,
            String text,
            List<Slot> slots,
            List<Column> columns,
            Receipt receipt,
            List<Integer> shown,
            @Nullable Shift shift,
            Coverage coverage,
            List<Claim> relies,
            List<Table.Name> tables,
            Expected expected) {
        /// With what the question says of time.
        Prepared asked(ResolvedQuery asked) {
            return new Prepared(
                    database,
                    text,
                    slots,
                    columns,
                    receipt,
                    shown,
                    asked.shift(),
                    Coverage.of(asked),
                    relies,
                    tables,
                    expected);
        }

        /// With what definitions say of the rows.
        Prepared expecting(ResolvedQuery asked, Model model) {
            return new Prepared(
                    database,
                    text,
                    slots,
                    columns,
                    receipt,
                    shown,
                    shift,
                    coverage,
                    relies,
                    tables,
                    Expecting.of(expected, asked, model));
        }

        /// With what is known of the claims that it relies on.
        ///
        /// @throws io.datachat.apex.problem.Rejection when one of them does not hold
        Prepared trusting(Function<Model, Trust> trust, Model model) {
            return relies.isEmpty() ? this : noting(trust.apply(model).check(model, relies));
        }

        /// Values for what opened templates ask for; a question that neither has nor gives any is not searched
        /// for them.
        ParameterValues parameters(MetricQuery query, Model model) {
            return query.parameters().isEmpty() && slots.stream().noneMatch(Slot.Parameter.class::isInstance)
                    ? ParameterValues.NONE
                    : TemplateResolver.values(model, query, slots);
        }

        /// With more that a reader must know.
        Prepared noting(List<String> notes) {
            return notes.isEmpty()
                    ? this
                    : new Prepared(
                            database,
                            text,
                            slots,
                            columns,
                            receipt.noting(notes),
                            shown,
                            shift,
                            coverage,
                            relies,
                            tables,
                            expected);
        }
    }
}
