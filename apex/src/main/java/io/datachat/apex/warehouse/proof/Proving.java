package io.datachat.apex.warehouse.proof;

import io.datachat.apex.check.claim.ClaimCode;
import io.datachat.apex.plan.proof.ClaimPlan;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.Asking;
import io.datachat.apex.render.Executable;
import io.datachat.apex.resolve.claim.Claim;
import io.datachat.apex.resolve.claim.Claims;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Grains;
import io.datachat.apex.warehouse.RowSink;
import io.datachat.apex.warehouse.Warehouse;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Asks a database for what speaks against a claim.
public final class Proving {
    private final Model model;
    private final Claim claim;
    private final String said;
    private List<String> columns = List.of();
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private @Nullable LocalDateTime last;
    private @Nullable String gap;

    private Proving(Model model, Claim claim) {
        this.model = model;
        this.claim = claim;
        this.said = Claims.said(model, claim);
    }

    /// @param question the claim's plan, compiled
    public static Verdict of(Model model, Claim claim, Executable question, Warehouse warehouse, Asking asking) {
        var proving = new Proving(model, claim);
        warehouse.run(question, asking.timeout(), asking.cancellation(), proving.new Reading());
        return new Verdict(claim, proving.said, proving.found());
    }

    private final class Reading implements RowSink {
        @Override
        public void columns(List<ResultColumn> found) {
            columns = found.stream().map(ResultColumn::name).toList();
        }

        @Override
        public boolean row(@Nullable Object[] values) {
            if (claim instanceof Claim.Complete) return gap == null && moment(values[0]);
            rows.add(values.clone());
            return rows.size() <= ClaimPlan.MOST;
        }
    }

    /// @return whether all is well so far
    private boolean moment(@Nullable Object value) {
        var calendar = model.entity(claim.entity()).calendar();
        var grain = calendar == null ? Grain.DAY : calendar.grain();
        var at = time(value);
        var before = last;
        last = at;
        if (!model.almanac().aligned(at, grain)) gap = at + " is not the first moment of a " + grain.word();
        else if (before != null && !Grains.plus(before, 1, grain).equals(at)) gap = "after " + before + " comes " + at;
        return gap == null;
    }

    private static LocalDateTime time(@Nullable Object value) {
        return switch (value) {
            case LocalDate date -> date.atStartOfDay();
            case LocalDateTime time -> time;
            case java.time.Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            case null, default -> throw new IllegalStateException("a calendar of " + value);
        };
    }

    private @Nullable Problem found() {
        return switch (claim) {
            case Claim.Key _ ->
                none()
                        ? null
                        : problem(ClaimCode.KEY_REPEATS, many("key") + ", such as " + example(counted() + " rows"));
            case Claim.Forward _ ->
                none() ? null : problem(ClaimCode.ENDS_BEFORE_IT_BEGINS, many("row") + ", such as " + example(""));
            case Claim.Disjoint _ ->
                none() ? null : problem(ClaimCode.HISTORY_OVERLAPS, many("pair") + ", such as " + example(""));
            case Claim.Partners _ ->
                none()
                        ? null
                        : problem(
                                ClaimCode.ORPHANS, many("value") + ", such as " + example("in " + counted() + " rows"));
            case Claim.Complete _ -> gap == null ? null : problem(ClaimCode.CALENDAR_GAP, gap);
        };
    }

    private boolean none() {
        return rows.isEmpty();
    }

    private String many(String what) {
        if (rows.size() == 1) return "1 " + what + " says otherwise";
        var count = rows.size() > ClaimPlan.MOST ? "more than " + ClaimPlan.MOST : Integer.toString(rows.size());
        return count + " " + what + "s say otherwise";
    }

    private @Nullable Object counted() {
        return rows.getFirst()[columns.size() - 1];
    }

    /// `customer_id 7, from 2026-01-01`, and what else is to be said.
    private String example(String more) {
        var row = rows.getFirst();
        var shown = more.isEmpty() ? columns.size() : columns.size() - 1;
        var key = IntStream.range(0, shown)
                .mapToObj(i -> columns.get(i) + " " + row[i])
                .collect(Collectors.joining(", "));
        return more.isEmpty() ? key : key + " (" + more + ")";
    }

    private Problem problem(ClaimCode code, String why) {
        var problem = Problem.of(code, "entity " + claim.entity() + ": " + said + ", but " + why);
        var place = model.library()
                .definition(model.entity(claim.entity()).definition().type(), claim.entity())
                .map(definition -> definition.place(path()))
                .orElse(null);
        return (place == null ? problem : problem.at(place)).hint(hint(code));
    }

    private String path() {
        var entity = model.entity(claim.entity()).definition();
        return switch (claim) {
            case Claim.Key key ->
                key.primary() ? "primary_key" : entity.unique().isEmpty() ? "" : "unique";
            case Claim.Forward _, Claim.Disjoint _ -> "valid";
            case Claim.Complete _ -> "calendar";
            case Claim.Partners(String _, var step) ->
                IntStream.range(0, entity.relationships().size())
                        .filter(i -> entity.relationships().get(i).role().equals(step.role()))
                        .mapToObj(i -> "relationships[" + i + "]")
                        .findFirst()
                        .orElse("");
        };
    }

    private static String hint(ClaimCode code) {
        return switch (code) {
            case KEY_REPEATS, RELIES_ON_A_WRONG_KEY -> "add the column that tells these rows apart, or mend the data";
            case ENDS_BEFORE_IT_BEGINS, HISTORY_OVERLAPS -> "let each row end where the next one begins";
            case CALENDAR_GAP -> "add the missing rows, or correct 'grain:'";
            case ORPHANS -> "they show NULL there; load the missing rows if they exist";
        };
    }
}
