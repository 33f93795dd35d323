package io.datachat.apex.resolve.claim;

import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The claims of a model, and how each is called.
public final class Claims {
    private Claims() {}

    /// All that a model claims and its databases do not enforce, entity by entity.
    public static List<Claim> of(Model model) {
        Set<Claim> claims = new LinkedHashSet<>();
        for (var entity : model.entities().values()) {
            claims.addAll(Claim.counting(entity));
            for (var unique : entity.definition().unique()) claims.addAll(key(entity, unique.columns()));
            if (entity.valid() != null) {
                claims.add(new Claim.Forward(entity.id()));
                claims.add(new Claim.Disjoint(entity.id()));
            }
            if (entity.calendar() != null) claims.add(new Claim.Complete(entity.id()));
            for (var step : entity.steps().values()) {
                if (step.toMany() || step.metric() != null) continue;
                claims.addAll(Claim.joining(
                        model.entity(step.to()),
                        step.on().stream().map(pair -> pair.target()).toList()));
                // What lies behind a role is found in another table; orphans are only counted for own
                // columns.
                if (step.on().stream()
                        .allMatch(pair -> entity.way(pair.column()).isEmpty()))
                    claims.add(new Claim.Partners(entity.id(), step));
            }
        }
        return claims.stream().filter(claim -> !enforced(model, claim)).toList();
    }

    private static List<Claim> key(BoundEntity entity, List<String> columns) {
        var found = columns.stream()
                .flatMap(column -> entity.table().column(column).stream())
                .map(column -> column.name())
                .toList();
        return entity.valid() == null && found.size() == columns.size() ? Claim.joining(entity, found) : List.of();
    }

    /// Whether the database itself lets no other rows in.
    public static boolean enforced(Model model, Claim claim) {
        var table = model.entity(claim.entity()).table();
        return switch (claim) {
            case Claim.Key key ->
                Stream.concat(Stream.of(table.primaryKey()), table.uniqueKeys().stream())
                        .anyMatch(known -> !known.isEmpty() && key.columns().containsAll(known));
            case Claim.Partners(String _, var step) -> {
                var on = step.on();
                yield table.foreignKeys().stream()
                        .anyMatch(known -> known.target()
                                        .equals(model.entity(step.to()).table().name())
                                && known.columns().size() == on.size()
                                && on.stream().allMatch(pair -> {
                                    var at = known.columns().indexOf(pair.column());
                                    return at >= 0
                                            && known.targetColumns().get(at).equals(pair.target());
                                }));
            }
            case Claim.Forward _, Claim.Disjoint _, Claim.Complete _ -> false;
        };
    }

    /// The claim in words and its database.
    public static String name(Model model, Claim claim) {
        return model.entity(claim.entity()).database() + ": " + said(model, claim);
    }

    /// The claim in words, the same as long as table and columns are: `shop.customers has one row per customer_id`.
    public static String said(Model model, Claim claim) {
        var entity = model.entity(claim.entity());
        var table = entity.table().name();
        var valid = entity.valid();
        return switch (claim) {
            case Claim.Key key -> table + " has one row per " + String.join(", ", key.columns());
            case Claim.Forward _ ->
                "rows of " + table + " begin before they end"
                        + (valid == null ? "" : " (" + valid.from() + ", " + valid.to() + ")");
            case Claim.Disjoint _ ->
                "rows of " + table + " with the same " + String.join(", ", entity.key())
                        + " hold one after the other"
                        + (valid == null ? "" : " (" + valid.from() + ", " + valid.to() + ")");
            case Claim.Complete _ -> "the calendar " + table + " misses nothing";
            case Claim.Partners(String _, var step) -> {
                List<String> columns = new ArrayList<>();
                step.on().forEach(pair -> columns.add(pair.column()));
                yield "every " + String.join(", ", columns) + " of " + table + " is found in "
                        + model.entity(step.to()).table().name();
            }
        };
    }
}
