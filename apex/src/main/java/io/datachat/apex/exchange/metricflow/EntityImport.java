package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.ledger.Slug;
import io.datachat.apex.exchange.metricflow.text.Semantics.Dimension;
import io.datachat.apex.exchange.metricflow.text.Semantics.KeyType;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import io.datachat.apex.exchange.metricflow.text.Semantics.Spine;
import io.datachat.apex.exchange.metricflow.text.Semantics.Told;
import io.datachat.apex.exchange.metricflow.text.Semantics.Validity;
import io.datachat.apex.time.Grain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Semantic models and time spines as entities.
final class EntityImport {
    private final JoinGraph graph;
    private final Moments moments;
    private final @Nullable String database;

    EntityImport(JoinGraph graph, Moments moments, @Nullable String database) {
        this.graph = graph;
        this.moments = moments;
        this.database = database;
    }

    Map<String, Object> entity(Model model) {
        Map<String, Object> entity = common(graph.id(model), "entity", model.name(), model.told());
        if (database != null) entity.put("database", database);
        entity.put("source", model.table());
        entity.put("primary_key", primaryKey(model));
        entity.put("unique", unique(model));
        var from = model.validity(Validity.START);
        var to = model.validity(Validity.END);
        if (from != null && to != null) {
            Map<String, Object> valid = new LinkedHashMap<>();
            valid.put("from", from.expression());
            valid.put("to", to.expression());
            entity.put("valid", valid);
        }
        var time = defaultTime(model);
        if (time != null) entity.put("time", time.expression());
        entity.put("dimensions", dimensions(model));
        entity.put("relationships", relationships(model));
        return entity;
    }

    static Map<String, Object> common(String id, String type, String name, Told told) {
        Map<String, Object> common = new LinkedHashMap<>();
        common.put("id", id);
        common.put("type", type);
        common.put("name", told.label() == null ? name : told.label());
        if (told.description() != null && !told.description().isBlank())
            common.put("definition", told.description().strip());
        if (told.owner() != null) common.put("owner", told.owner());
        common.put("tags", told.tags());
        return common;
    }

    /// The columns of the primary key, or of the natural one where rows hold one after the other.
    static List<String> primaryKey(Model model) {
        for (var type : List.of(KeyType.PRIMARY, KeyType.NATURAL))
            for (var key : model.keys()) if (key.type() == type) return JoinGraph.columns(model, key);
        return List.of();
    }

    private static List<Object> unique(Model model) {
        List<Object> unique = new ArrayList<>();
        var primary = primaryKey(model);
        for (var key : model.keys()) {
            var columns = JoinGraph.columns(model, key);
            if (key.type() != KeyType.FOREIGN && !columns.isEmpty() && !columns.equals(primary))
                unique.add(Map.of("columns", columns));
        }
        return unique;
    }

    /// The entity's time, where it is a column as it stands; measures state every other time themselves.
    @Nullable
    Dimension defaultTime(Model model) {
        var time = model.time() == null ? null : model.dimension(model.time());
        return time != null && JoinGraph.column(moments.of(model, time)) ? time : null;
    }

    private List<Object> dimensions(Model model) {
        List<Object> dimensions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (var link : graph.from(model)) names.add(link.role());
        for (var dimension : model.dimensions()) {
            var name = Slug.snake(dimension.name());
            if (!names.add(name)) {
                dimension.line().not("there is another dimension or relationship '" + name + "'");
                continue;
            }
            if (!name.equals(dimension.name())) dimension.line().remark("named " + name);
            dimensions.add(dimension(
                    name,
                    moments.of(model, dimension),
                    dimension.told().description() == null
                            ? dimension.told().label()
                            : dimension.told().description()));
            if (dimension.grain() != null && Moments.grain(dimension.grain()).isEmpty())
                dimension.line().roughly("its grain " + dimension.grain() + " is finer than a second, the finest here");
            if (moments.text(model, dimension.expression()) && dimension.time())
                dimension.line().roughly("the column holds text; it is read as a timestamp");
        }
        for (var key : model.keys()) {
            var name = Slug.snake(key.name());
            if (names.add(name)) dimensions.add(dimension(name, key.expression(), "The key of " + key.name()));
            else key.line().remark("its values are those of the dimension or relationship of that name");
        }
        return dimensions;
    }

    private static Map<String, Object> dimension(String name, String expression, @Nullable String description) {
        Map<String, Object> dimension = new LinkedHashMap<>();
        dimension.put("name", name);
        if (!expression.equals(name)) dimension.put("expression", expression);
        if (description != null) dimension.put("description", description.strip());
        return dimension;
    }

    private List<Object> relationships(Model model) {
        List<Object> relationships = new ArrayList<>();
        for (var link : graph.from(model)) {
            Map<String, Object> relationship = new LinkedHashMap<>();
            if (!link.role().equals(graph.id(link.to()))) relationship.put("name", link.role());
            relationship.put("to", graph.id(link.to()));
            relationship.put("on", link.on());
            relationships.add(relationship);
        }
        return relationships;
    }

    /// @return null when moments are finer than any that can be asked for
    @Nullable
    Map<String, Object> calendar(Spine spine, Slug ids) {
        var grain = Moments.grain(spine.grain());
        if (grain.isEmpty()) {
            spine.line().not("its moments, each " + spine.grain() + ", are finer than a second, the finest grain here");
            return null;
        }
        var id = ids.of("calendar " + spine.table());
        Map<String, Object> entity =
                common(id, "entity", "Calendar, by " + spine.grain(), new Told(null, null, List.of(), null));
        if (database != null) entity.put("database", database);
        entity.put("source", spine.table());
        entity.put("primary_key", List.of(spine.column()));
        Map<String, Object> periods = new LinkedHashMap<>();
        for (var period : spine.periods()) periods.put(Slug.snake(period.getFirst()), period.getLast());
        Map<String, Object> calendar = new LinkedHashMap<>();
        calendar.put("grain", grain.orElse(Grain.DAY).word());
        calendar.put("periods", periods);
        entity.put("calendar", calendar);
        entity.put("time", spine.column());
        return entity;
    }
}
