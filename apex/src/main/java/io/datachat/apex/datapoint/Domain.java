package io.datachat.apex.datapoint;

import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.problem.Place;
import io.datachat.apex.yaml.Yaml;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A workspace: what questions in SQL about one domain may read, and how its tables are joined. One YAML document under
/// the key `workspace:`.
///
/// Not to be taken for a DataPoint of type `workspace`, which is a file of code.
///
/// @param name     lower snake case, by which questions name it
/// @param database name in datachat.yaml; null means the project's default
/// @param joins    edges besides those that follow from `versions`
public record Domain(
        String name,
        @Nullable String description,
        @Nullable String database,
        List<Allowed> tables,
        List<Edge> joins,
        List<Versions> versions,
        List<Derived> derived,
        List<Exemplar> exemplars) {

    /// A table of the domain, and what whoever writes SQL must know of it.
    ///
    /// @param table   `schema.table`, or `table` in the default schema
    /// @param grain   what one row is
    /// @param json    SQL over the table's columns that reads from within its JSON: `attributes ->> 'audience'`
    /// @param filters conditions that are often meant, by name
    /// @param safety  what goes wrong easily
    @Yaml.Keyed
    public record Allowed(
            String table,
            @Nullable String description,
            @Nullable String grain,
            List<String> synonyms,
            List<String> json,
            List<Pattern> filters,
            List<String> safety) {}

    /// @param where SQL over the columns of the table
    @Yaml.Keyed
    public record Pattern(String name, String where) {}

    /// @param on own columns to the target's
    public record Edge(
            String from,
            String to,
            List<JoinColumns> on,
            @Yaml.Absent("many_to_one") Cardinality cardinality,
            @Nullable String note) {}

    /// How many rows of the one table belong to how many of the other. A side that is one is unique by its columns.
    public enum Cardinality {
        MANY_TO_ONE,
        ONE_TO_ONE,
        ONE_TO_MANY,
        MANY_TO_MANY
    }

    /// An entity of which every version is a row.
    ///
    /// @param table      its versions
    /// @param latest     the view of the newest version of each
    /// @param identity   what tells one entity from another: `id`, `profile`
    /// @param version    the column that counts versions
    /// @param satellites tables that belong to one version
    /// @param links      tables between this entity and others that carry the version of this one
    /// @param references tables that name the entity, but none of its versions: they mean the newest
    @Yaml.Keyed
    public record Versions(
            String entity,
            String table,
            @Nullable String latest,
            List<String> identity,
            @Yaml.Absent("version") String version,
            List<Carrier> satellites,
            List<Carrier> links,
            List<Carrier> references) {}

    /// @param on own columns to the entity's
    @Yaml.Keyed
    public record Carrier(String table, List<JoinColumns> on) {}

    /// A column that is calculated of others of its table.
    @Yaml.Keyed
    public record Derived(
            String name,
            String table,
            String expression,
            @Nullable String description) {}

    /// A question and the SQL that answers it.
    public record Exemplar(String question, String sql) {}

    /// A workspace and where each of its facts stands, by paths such as `joins[0].on`.
    public record Placed(Domain domain, Map<String, Place> places) {
        public Placed {
            places = Map.copyOf(places);
        }

        /// Where a fact stands, or the nearest thing around it that has a place.
        public @Nullable Place place(String path) {
            return Library.nearest(places, path);
        }
    }
}
