package io.datachat.apex.datapoint.load;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.Library.Definition;
import io.datachat.apex.datapoint.Library.Tier;
import io.datachat.apex.datapoint.lint.Linter;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.yaml.Binder;
import io.datachat.apex.yaml.Bound;
import io.datachat.apex.yaml.Shape;
import io.datachat.apex.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts → library. Reads all, then says all that is wrong; nothing that is wrong keeps the rest from being read.
public final class LibraryReader {
    /// The keys of a DataPoint that say which record it becomes.
    private static final Set<String> TOLD = Set.of("type");

    private static final Pattern TYPE = Pattern.compile("(?m)^\\s+type:\\s*[\"']?(\\w+)");
    private static final Pattern ID = Pattern.compile("(?m)^\\s+id:\\s*[\"']?(\\w+)");

    private LibraryReader() {}

    /// @param good the texts that are in effect: what was read, or what an erroneous file said when it was last
    /// without error
    public record Reading(Library library, Map<String, String> good) {
        public static final Reading NOTHING = new Reading(new Library(List.of(), List.of(), List.of(), ""), Map.of());

        public Reading {
            good = Map.copyOf(good);
        }
    }

    /// @param texts by file; a file below a folder `managed` is managed, every other one is a user's
    /// @param last  the reading before; a file that had no errors then and has some now keeps what it said then
    public static Reading read(Map<String, String> texts, Reading last) {
        var wanted = read(texts);
        var wrong = wanted.problems.stream()
                .filter(LibraryReader::error)
                .flatMap(problem -> problem.place() == null
                        ? Stream.of()
                        : Stream.of(problem.place().source()))
                .collect(Collectors.toCollection(TreeSet::new));
        var good = new TreeMap<>(texts);
        good.keySet().removeAll(wrong);
        var inEffect = new TreeMap<>(texts);
        var problems = new ArrayList<>(wanted.problems);
        for (var file : wrong) {
            var before = last.good.get(file);
            if (before == null) continue;
            good.put(file, before);
            if (before.equals(texts.get(file))) continue;
            inEffect.put(file, before);
            problems.add(Problem.of(LoadCode.LAST_GOOD, file + " has errors; what it said before stays in effect")
                    .at(Place.at(file, 1, 1)));
        }
        var taken = inEffect.equals(texts) ? wanted : read(inEffect);
        problems.sort(Comparator.comparing(Problem::place, Comparator.nullsFirst(PLACES)));
        var library = new Library(taken.definitions, taken.domains, problems, Fingerprint.of(taken.definitions));
        return new Reading(library, good);
    }

    private static final Comparator<Place> PLACES =
            Comparator.comparing(Place::source).thenComparing(Place::line).thenComparing(Place::column);

    private record Pass(List<Definition> definitions, List<Domain.Placed> domains, List<Problem> problems) {}

    private static Pass read(Map<String, String> texts) {
        var problems = new ArrayList<Problem>();
        var unreadable = new HashSet<String>();
        var drafts = new TreeMap<Draft.Key, Map<Tier, Draft>>();
        var domains = new Domains(problems);
        new TreeMap<>(texts).forEach((file, text) -> {
            var read = YamlReader.read(file, text);
            problems.addAll(read.problems());
            read.broken().forEach(broken -> salvage(broken, unreadable));
            for (var document : read.documents()) {
                if (Domains.described(document)) domains.read(document);
                else Draft.of(document, tier(file), problems).ifPresent(draft -> shelve(draft, drafts, problems));
            }
        });
        var sound = new ArrayList<Definition>();
        var readable = new ArrayList<Definition>();
        drafts.forEach((key, tiers) -> {
            var bound = bind(key, tiers);
            problems.addAll(bound.problems());
            if (!(bound.value() instanceof DataPoint point)) {
                unreadable.add(key.id());
                return;
            }
            var definition = new Definition(point, tiers(bound.places()), bound.places());
            readable.add(definition);
            if (bound.problems().stream().noneMatch(LibraryReader::error)) sound.add(definition);
        });
        problems.addAll(Linter.lint(new Library(readable, List.of(), List.of(), ""), unreadable));
        return new Pass(sound, domains.sound(), problems);
    }

    private static boolean error(Problem problem) {
        return problem.code().severity() == Severity.ERROR;
    }

    /// What a broken document seems to define, so that references to it do not count as unknown as well.
    private static void salvage(String text, Set<String> unreadable) {
        var id = ID.matcher(text);
        if (TYPE.matcher(text).find() && id.find()) unreadable.add(id.group(1));
    }

    private static void shelve(Draft draft, Map<Draft.Key, Map<Tier, Draft>> drafts, List<Problem> problems) {
        var twin = drafts.computeIfAbsent(draft.key(), _ -> new TreeMap<>()).putIfAbsent(draft.tier(), draft);
        if (twin == null) return;
        problems.add(Problem.of(LoadCode.DUPLICATE_ID, draft.key() + " is defined twice")
                .at(draft.facts().scalar("id").orElseThrow().place())
                .hint("the first one is at "
                        + twin.facts().scalar("id").orElseThrow().place() + "; rename one"));
    }

    private static Bound<? extends Record> bind(Draft.Key key, Map<Tier, Draft> tiers) {
        var type = record(key.type());
        var user = tiers.get(Tier.USER);
        var managed = tiers.get(Tier.MANAGED);
        var facts = user != null && managed != null
                ? Merging.over(user.facts(), managed.facts(), Shape.of(type))
                : user != null ? user.facts() : tiers.values().iterator().next().facts();
        return Binder.bind(type, facts, key.toString(), TOLD);
    }

    private static Map<String, Tier> tiers(Map<String, Place> places) {
        var bySource = new HashMap<String, Tier>();
        var tiers = new HashMap<String, Tier>();
        places.forEach((path, place) -> tiers.put(path, bySource.computeIfAbsent(place.source(), LibraryReader::tier)));
        return tiers;
    }

    static Tier tier(String file) {
        var folders = List.of(file.split("/"));
        Predicate<String> managed = folder -> folder.equals("managed");
        return folders.subList(0, folders.size() - 1).stream().anyMatch(managed) ? Tier.MANAGED : Tier.USER;
    }

    /// The record that each type becomes.
    public static Class<? extends Record> record(DataPoint.Type type) {
        return switch (type) {
            case METRIC -> DataPoint.Metric.class;
            case DIMENSION -> DataPoint.Dimension.class;
            case ENTITY -> DataPoint.Entity.class;
            case CONCEPT -> DataPoint.Concept.class;
            case QUERY -> DataPoint.Query.class;
            case CONSTRAINT -> DataPoint.Constraint.class;
            case PROCESS -> DataPoint.Process.class;
            case DASHBOARD -> DataPoint.Dashboard.class;
            case SCHEMA -> DataPoint.Schema.class;
            case WORKSPACE -> DataPoint.Workspace.class;
        };
    }
}
