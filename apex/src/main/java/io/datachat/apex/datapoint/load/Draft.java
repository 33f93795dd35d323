package io.datachat.apex.datapoint.load;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Library.Tier;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.yaml.YamlNode;
import io.datachat.apex.yaml.YamlNode.Mapping;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One document that says of which type and id it is; everything else in it is still unread.
record Draft(Key key, Tier tier, Mapping facts) {
    record Key(DataPoint.Type type, String id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            var byType = type.compareTo(other.type);
            return byType != 0 ? byType : id.compareTo(other.id);
        }

        @Override
        public String toString() {
            return type.word() + " " + id;
        }
    }

    private static final List<String> TYPES =
            Arrays.stream(DataPoint.Type.values()).map(DataPoint.Type::word).toList();

    static Optional<Draft> of(YamlNode document, Tier tier, List<Problem> problems) {
        if (!(document instanceof Mapping root)) {
            problems.add(notADataPoint(
                    "a document must be a mapping with the key 'datapoint', not " + document.kind(), document.place()));
            return Optional.empty();
        }
        version(root, problems);
        for (var entry : root.entries()) {
            if (entry.key().equals("datapoint") || entry.key().equals("version")) continue;
            problems.add(notADataPoint("unknown key '" + entry.key() + "' at the top of a document", entry.place())
                    .choices(Nearest.of(entry.key(), List.of("datapoint", "version"), 1)));
        }
        var entry = root.entry("datapoint");
        if (entry.isEmpty()) {
            if (root.entries().stream().allMatch(other -> other.key().equals("version"))) {
                problems.add(notADataPoint("missing key 'datapoint'", root.place()));
            }
            return Optional.empty();
        }
        if (!(entry.get().value() instanceof Mapping facts)) {
            var kind = entry.get().value().kind();
            problems.add(notADataPoint(
                    "'datapoint' must be a mapping, not " + kind, entry.get().place()));
            return Optional.empty();
        }
        return type(facts, problems)
                .flatMap(type -> id(facts, problems).map(id -> new Draft(new Key(type, id), tier, facts)));
    }

    private static Problem notADataPoint(String message, Place place) {
        return Problem.of(LoadCode.NOT_A_DATAPOINT, message)
                .at(place)
                .hint("a DataPoint begins with 'datapoint:' and has its keys indented below");
    }

    private static void version(Mapping root, List<Problem> problems) {
        root.scalar("version")
                .filter(version -> !version.text().equals("1"))
                .ifPresent(version -> problems.add(
                        Problem.of(LoadCode.LANGUAGE_VERSION, "language version '" + version.text() + "' is not known")
                                .at(version.place())
                                .hint("write 1; the version of a definition stands inside 'datapoint:'")));
    }

    private static Optional<DataPoint.Type> type(Mapping facts, List<Problem> problems) {
        var word = facts.scalar("type");
        if (word.isEmpty()) {
            problems.add(Problem.of(LoadCode.NO_TYPE, "missing key 'type' in a DataPoint")
                    .at(facts.place())
                    .hint("it is one of " + String.join(", ", TYPES)));
            return Optional.empty();
        }
        var found = Arrays.stream(DataPoint.Type.values())
                .filter(type -> type.word().equals(word.get().text()))
                .findFirst();
        if (found.isPresent()) return found;
        var near = Nearest.of(word.get().text(), TYPES, 3);
        var problem = Problem.of(
                        LoadCode.NO_TYPE, "there is no type '" + word.get().text() + "'")
                .at(word.get().place());
        problems.add(near.isEmpty() ? problem.hint("it is one of " + String.join(", ", TYPES)) : problem.choices(near));
        return Optional.empty();
    }

    private static Optional<String> id(Mapping facts, List<Problem> problems) {
        var id = facts.scalar("id");
        if (id.isEmpty()) {
            problems.add(Problem.of(LoadCode.NO_ID, "missing key 'id' in a DataPoint")
                    .at(facts.place())
                    .hint("give it a name in lower snake case, such as net_revenue"));
        }
        return id.map(YamlNode.Scalar::text);
    }
}
