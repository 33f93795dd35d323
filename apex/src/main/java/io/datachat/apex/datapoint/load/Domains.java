package io.datachat.apex.datapoint.load;

import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.yaml.Binder;
import io.datachat.apex.yaml.YamlNode;
import io.datachat.apex.yaml.YamlNode.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Documents that describe a workspace instead of a DataPoint.
final class Domains {
    static final String KEY = "workspace";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final Map<String, Domain.Placed> sound = new TreeMap<>();
    private final Map<String, Place> first = new TreeMap<>();
    private final List<Problem> problems;

    Domains(List<Problem> problems) {
        this.problems = problems;
    }

    static boolean described(YamlNode document) {
        return document instanceof Mapping root && root.entry(KEY).isPresent();
    }

    List<Domain.Placed> sound() {
        return List.copyOf(sound.values());
    }

    void read(YamlNode document) {
        if (!(document instanceof Mapping root)) return;
        for (var entry : root.entries())
            if (!entry.key().equals(KEY))
                problems.add(Problem.of(
                                LoadCode.NOT_A_WORKSPACE,
                                "'" + entry.key() + "' stands beside 'workspace' at the top of a document")
                        .at(entry.place())
                        .hint("a workspace has a document of its own; separate documents by a line ---"));
        var entry = root.entry(KEY).orElseThrow();
        if (!(entry.value() instanceof Mapping facts)) {
            problems.add(Problem.of(
                            LoadCode.NOT_A_WORKSPACE,
                            "'workspace' must be a mapping, not "
                                    + entry.value().kind())
                    .at(entry.place())
                    .hint("a workspace begins with 'workspace:' and has its keys indented below"));
            return;
        }
        var named = name(facts);
        var bound = Binder.bind(Domain.class, facts, "workspace " + named.orElse(""), Set.of());
        problems.addAll(bound.problems());
        if (named.isEmpty() || bound.value() == null || !bound.problems().isEmpty()) return;
        sound.put(named.get(), new Domain.Placed(bound.value(), bound.places()));
    }

    private Optional<String> name(Mapping facts) {
        var written = facts.scalar("name");
        if (written.isEmpty()) return Optional.empty();
        var name = written.get().text();
        var place = written.get().place();
        if (!NAME.matcher(name).matches()) {
            problems.add(Problem.of(LoadCode.NOT_A_WORKSPACE, "'" + name + "' cannot be the name of a workspace")
                    .at(place)
                    .hint("use lower snake case, such as campaigns"));
            return Optional.empty();
        }
        var twin = first.putIfAbsent(name, place);
        if (twin == null) return Optional.of(name);
        problems.add(Problem.of(LoadCode.DUPLICATE_ID, "workspace " + name + " is defined twice")
                .at(place)
                .hint("the first one is at " + twin + "; rename one"));
        return Optional.empty();
    }
}
