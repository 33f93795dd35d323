package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keys, relationships and the types of dimensions.
final class EntityRules {
    static final List<Consumer<Finding>> ALL = List.of(
            EntityRules::noPrimaryKey,
            EntityRules::noCardinality,
            EntityRules::unknownTypes,
            EntityRules::calendarKey,
            EntityRules::historyWithoutKey,
            EntityRules::unusedUnique);

    private static final List<String> TYPES = List.of(
            "boolean",
            "integer",
            "bigint",
            "double",
            "decimal",
            "text",
            "date",
            "time",
            "timestamp",
            "instant",
            "json",
            "uuid",
            "bytes");
    private static final Pattern TYPE =
            Pattern.compile("(" + String.join("|", TYPES) + "|decimal\\(\\d{1,2},\\s?\\d{1,2}\\))(\\[])*");

    private EntityRules() {}

    private static void noPrimaryKey(Finding finding) {
        if (!(finding.point() instanceof Entity entity) || !entity.primaryKey().isEmpty()) return;
        if (entity.valid() != null || entity.calendar() != null) return;
        finding.report(
                LintCode.NO_PRIMARY_KEY,
                "",
                "it has no primary key",
                "add 'primary_key:' with the columns that identify a row");
    }

    private static void noCardinality(Finding finding) {
        if (!(finding.point() instanceof Entity entity)) return;
        for (var index = 0; index < entity.relationships().size(); index++) {
            var path = "relationships[" + index + "]";
            if (finding.definition().places().containsKey(path + ".cardinality")) continue;
            finding.report(
                    LintCode.NO_CARDINALITY,
                    path,
                    "the relationship to " + entity.relationships().get(index).role() + " has no cardinality",
                    "write 'cardinality: many_to_one' (assumed now), one_to_one or one_to_many");
        }
    }

    private static void calendarKey(Finding finding) {
        if (!(finding.point() instanceof Entity entity) || entity.calendar() == null) return;
        var columns = entity.primaryKey().size();
        if (columns == 1) return;
        finding.report(
                LintCode.CALENDAR_KEY,
                columns == 0 ? "calendar" : "primary_key",
                "the calendar has " + (columns == 0 ? "no primary key" : "a primary key of " + columns + " columns"),
                "write 'primary_key:' with the column that holds the first moment of each row");
    }

    private static void historyWithoutKey(Finding finding) {
        if (!(finding.point() instanceof Entity entity) || entity.valid() == null) return;
        if (!entity.primaryKey().isEmpty()) return;
        finding.report(
                LintCode.HISTORY_WITHOUT_KEY,
                "valid",
                "it has a history but no primary key",
                "add 'primary_key:' with what stays the same, without the columns of 'valid'");
    }

    private static void unusedUnique(Finding finding) {
        if (!(finding.point() instanceof Entity entity)) return;
        for (var index = 0; index < entity.unique().size(); index++) {
            var columns = entity.unique().get(index).columns();
            if (joinedOn(finding, entity, columns)) continue;
            finding.report(
                    LintCode.UNUSED_UNIQUE,
                    "unique[" + index + "]",
                    "no relationship ends on " + String.join(", ", columns),
                    "remove it, or let a relationship join on it");
        }
    }

    private static boolean joinedOn(Finding finding, Entity entity, List<String> key) {
        for (var other : finding.library().all(Entity.class))
            for (var relationship : other.relationships()) {
                if (relationship.to().equals(entity.id())
                        && same(key, relationship.on().stream().map(JoinColumns::target))) return true;
                if (other.id().equals(entity.id())
                        && same(key, relationship.on().stream().map(JoinColumns::column))) return true;
            }
        return false;
    }

    private static boolean same(List<String> key, Stream<String> columns) {
        return columns.collect(Collectors.toSet()).equals(Set.copyOf(key));
    }

    private static void unknownTypes(Finding finding) {
        if (!(finding.point() instanceof Entity entity)) return;
        for (var index = 0; index < entity.dimensions().size(); index++) {
            var type = entity.dimensions().get(index).type();
            if (type != null) type(finding, "dimensions[" + index + "].type", type);
        }
    }

    static void type(Finding finding, String path, String type) {
        if (TYPE.matcher(type).matches()) return;
        var near = Nearest.of(type, TYPES, 3);
        var problem = Problem.of(LintCode.UNKNOWN_TYPE, finding.what() + ": there is no data type '" + type + "'")
                .choices(near);
        finding.report(
                problem,
                finding.definition().place(path),
                near.isEmpty() ? "it is one of " + String.join(", ", TYPES) : null);
    }
}
