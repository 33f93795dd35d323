package io.datachat.apex.words;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.words.Meaning.OfDimension;
import io.datachat.apex.words.Meaning.OfEntity;
import io.datachat.apex.words.Meaning.OfMetric;
import io.datachat.apex.words.Meaning.OfValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every phrase that a library gives a meaning: ids, names and synonyms of metrics and dimensions, labels of values,
/// entities.
final class Vocabulary {
    private final Map<List<String>, Set<Meaning>> phrases = new HashMap<>();
    private final Map<String, OfDimension> paths = new LinkedHashMap<>();
    private final List<Map.Entry<String, OfDimension>> labels = new ArrayList<>();
    private final Map<List<String>, String> names = new LinkedHashMap<>();
    private int longest = 1;

    Vocabulary(Library library) {
        for (var metric : library.all(DataPoint.Metric.class)) {
            var meaning = new OfMetric(metric.id(), metric.common().review() == DataPoint.Review.PROPOSED);
            addAll(meaning, metric.common());
        }
        var entities = library.all(DataPoint.Entity.class);
        var owners = entities.stream()
                .flatMap(entity -> entity.dimensions().stream())
                .collect(Collectors.groupingBy(DataPoint.EntityDimension::name, Collectors.counting()));
        for (var entity : entities) {
            addAll(new OfEntity(entity.id()), entity.common());
            for (var dimension : entity.dimensions()) {
                var full = entity.id() + "." + dimension.name();
                var unique = owners.getOrDefault(dimension.name(), 0L) == 1;
                add(
                        entity,
                        dimension,
                        new OfDimension(unique ? dimension.name() : full, entity.id(), yesOrNo(dimension)),
                        full);
            }
        }
        for (var entity : entities) addRoles(entity, entities);
        for (var enriched : library.all(DataPoint.Dimension.class)) {
            var dimension = paths.get(enriched.of());
            if (dimension == null) continue;
            addAll(dimension, enriched.common());
            for (var value : enriched.values()) {
                var meaning = new OfValue(dimension, value.value());
                add(value.value(), meaning);
                add(value.label(), meaning);
                labels.add(Map.entry(value.value(), dimension));
                labels.add(Map.entry(value.label(), dimension));
            }
        }
    }

    private static boolean yesOrNo(DataPoint.EntityDimension dimension) {
        return "boolean".equals(dimension.type());
    }

    private void add(DataPoint.Entity entity, DataPoint.EntityDimension dimension, OfDimension meaning, String full) {
        paths.put(full, meaning);
        add(dimension.name(), meaning);
        add(full, meaning);
        add(entity.id() + " " + dimension.name(), meaning);
        add(entity.common().name() + " " + dimension.name(), meaning);
        for (var synonym : dimension.synonyms()) add(synonym, meaning);
    }

    /// A relationship with a name of its own makes `billing_address.city` another dimension than
    /// `shipping_address.city`.
    private void addRoles(DataPoint.Entity entity, List<DataPoint.Entity> entities) {
        for (var relationship : entity.relationships()) {
            if (relationship.cardinality() == DataPoint.Cardinality.ONE_TO_MANY
                    || relationship.role().equals(relationship.to())) continue;
            for (var target : entities) {
                if (!target.id().equals(relationship.to())) continue;
                for (var dimension : target.dimensions()) {
                    var path = entity.id() + "." + relationship.role() + "." + dimension.name();
                    var meaning = new OfDimension(path, entity.id(), yesOrNo(dimension));
                    add(path, meaning);
                    add(relationship.role() + " " + dimension.name(), meaning);
                    for (var synonym : dimension.synonyms()) add(relationship.role() + " " + synonym, meaning);
                }
            }
        }
    }

    private void addAll(Meaning meaning, DataPoint.Common common) {
        if (!(meaning instanceof OfDimension)) add(common.id(), meaning);
        add(common.name(), meaning);
        for (var synonym : common.synonyms()) add(synonym, meaning);
    }

    private void add(String phrase, Meaning meaning) {
        var stems = Stems.of(phrase);
        if (stems.isEmpty()) return;
        longest = Math.max(longest, stems.size());
        phrases.computeIfAbsent(stems, _ -> new LinkedHashSet<>()).add(meaning);
        names.putIfAbsent(stems, phrase);
    }

    /// @param words how many written words it takes
    record Hit(int words, List<Meaning> meanings) {
        /// Those of one kind; proposed metrics only where there is no approved one.
        <M extends Meaning> List<M> of(Class<M> kind) {
            var fitting =
                    meanings.stream().filter(kind::isInstance).map(kind::cast).toList();
            var approved = fitting.stream()
                    .filter(meaning -> !(meaning instanceof OfMetric metric && metric.proposed()))
                    .toList();
            return approved.isEmpty() ? fitting : approved;
        }
    }

    /// The longest phrase from the first of these words on that has a meaning of the wanted kinds.
    @Nullable
    Hit longest(List<String> words, Collection<Class<? extends Meaning>> kinds) {
        var stems = new ArrayList<String>();
        Hit best = null;
        for (int i = 0; i < words.size() && stems.size() < longest; i++) {
            var more = Stems.of(words.get(i));
            if (more.isEmpty()) break;
            stems.addAll(more);
            var meanings = phrases.getOrDefault(List.copyOf(stems), Set.of()).stream()
                    .filter(meaning -> kinds.stream().anyMatch(kind -> kind.isInstance(meaning)))
                    .toList();
            if (!meanings.isEmpty()) best = new Hit(i + 1, meanings);
        }
        return best;
    }

    List<String> dimensionsOf(String entity) {
        return paths.values().stream()
                .filter(dimension -> dimension.entity().equals(entity))
                .map(OfDimension::path)
                .toList();
    }

    /// Every described value of one of these dimensions, as it is stored and as it is labelled.
    List<String> labelsOf(List<OfDimension> dimensions) {
        return labels.stream()
                .filter(label -> dimensions.contains(label.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> nearest(String word) {
        return Nearest.of(word, names.values(), 3);
    }
}
