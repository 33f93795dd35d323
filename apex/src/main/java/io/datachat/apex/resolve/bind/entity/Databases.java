package io.datachat.apex.resolve.bind.entity;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.time.Almanac;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The databases that a library may speak of, by the names of datachat.yaml.
///
/// @param readable     their catalogs
/// @param unreadable   why the catalog of any other could not be read
/// @param defaultName  where entities live that name none
public record Databases(
        Map<String, Relations> readable, Map<String, List<Problem>> unreadable, String defaultName, Almanac almanac) {
    public Databases {
        readable = Map.copyOf(new TreeMap<>(readable));
        unreadable = Map.copyOf(unreadable);
    }

    public Databases(Map<String, Relations> readable, Map<String, List<Problem>> unreadable, String defaultName) {
        this(readable, unreadable, defaultName, Almanac.ISO);
    }

    Collection<String> names() {
        Set<String> names = new LinkedHashSet<>(readable.keySet());
        names.addAll(unreadable.keySet());
        return names;
    }
}
