package io.datachat.apex.project;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.HostingReader.WrittenRate;
import io.datachat.apex.project.HostingReader.WrittenState;
import io.datachat.apex.project.HostingReader.WrittenTokens;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.Project.Limits;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.yaml.Binder;
import io.datachat.apex.yaml.Bound;
import io.datachat.apex.yaml.Yaml;
import io.datachat.apex.yaml.YamlCode;
import io.datachat.apex.yaml.YamlNode.Mapping;
import io.datachat.apex.yaml.YamlReader;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The text of a datachat.yaml → [Project], with the environment's values in their places.
public final class ProjectReader {
    /// The name of the file that makes a folder a project.
    public static final String FILE = "datachat.yaml";

    /// By its name, because databases do not all know what `Z` is.
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final int LARGEST_PORT = 65_535;

    private final Path root;
    private final Environment environment;
    private final List<Problem> problems = new ArrayList<>();

    private ProjectReader(Path root, Environment environment) {
        this.root = root;
        this.environment = environment;
    }

    /// @param warnings what deserves a look but does not keep the project from being used
    public record Opened(Project project, List<Problem> warnings) {
        public Opened {
            warnings = List.copyOf(warnings);
        }
    }

    /// @throws Rejection with everything that is wrong with the text
    public static Opened read(Path root, String text, Environment environment) {
        return new ProjectReader(root, environment).read(text);
    }

    /// The file as it is written.
    record Written(
            @Yaml.Absent("1") String version,
            @Nullable String name,
            List<Entry> databases,
            @Nullable String defaultDatabase,
            @Nullable WrittenTime time,
            @Nullable WrittenLimits limits,
            @Nullable WrittenServer server,
            AccessReader.@Nullable Written access,
            @Nullable WrittenState state) {}

    @Yaml.Keyed
    record Entry(
            String name,
            @Nullable Backend type,
            @Nullable String path,
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            List<String> schemas,
            @Nullable String defaultSchema,
            DatabaseReader.WritesReader.@Nullable Written writes,
            List<DatabaseReader.RefreshReader.WrittenView> refresh,
            @Nullable String refreshUser,
            @Nullable String refreshPassword,
            @Nullable Duration refreshLongest) {}

    record WrittenTime(
            @Nullable String zone,
            @Nullable String weekStarts,
            @Nullable String fiscalYearStarts) {}

    /// @param perMinute  questions of one viewer
    /// @param concurrent questions of one viewer at the same time
    record WrittenLimits(
            @Nullable Integer rows,
            @Nullable Duration timeout,
            @Nullable Integer perMinute,
            @Nullable Integer concurrent,
            List<WrittenRate> roles,
            List<WrittenCost> costs) {}

    /// @param most by the estimate of the database
    @Yaml.Keyed
    record WrittenCost(String database, long most) {}

    record WrittenServer(
            @Nullable Integer port,
            @Nullable String host,
            @Nullable WrittenTokens tokens) {}

    private Opened read(String text) {
        var read = YamlReader.read(FILE, text);
        problems.addAll(read.problems());
        Rejection.unlessEmpty(problems);
        if (read.documents().size() != 1 || !(read.documents().getFirst() instanceof Mapping mapping)) {
            throw new Rejection(Problem.of(YamlCode.WRONG_KIND, FILE + " must be one mapping of keys")
                    .at(Place.at(FILE, 1, 1))
                    .hint("it begins with 'version: 1' and lists its 'databases:'"));
        }
        var bound = Binder.bind(Written.class, mapping, FILE, Set.of());
        problems.addAll(bound.problems());
        if (bound.value() == null) throw new Rejection(problems);
        var project = project(bound.value(), bound);
        var errors = problems.stream()
                .filter(problem -> problem.code().severity() == Severity.ERROR)
                .toList();
        if (project == null || !errors.isEmpty()) throw new Rejection(problems);
        return new Opened(project, problems);
    }

    private @Nullable Project project(Written written, Bound<Written> bound) {
        if (!written.version.equals("1")) {
            report(
                    ProjectCode.VERSION,
                    "version '" + written.version + "' of " + FILE + " is not known",
                    bound,
                    "version",
                    "write 1");
        }
        var folder = root.getFileName();
        var name = written.name != null ? written.name : folder == null ? "project" : folder.toString();
        var databases = new ArrayList<Database>();
        for (var index = 0; index < written.databases.size(); index++) {
            var reader = new DatabaseReader(environment, bound.places(), "databases[" + index + "]", problems);
            var entry = written.databases.get(index);
            var database = reader.read(entry);
            var writes = new DatabaseReader.WritesReader(bound.places(), "databases[" + index + "].writes", problems);
            var refresh = reader.refresh(entry);
            if (database != null) databases.add(database.opened(writes.read(entry.writes, entry.name), refresh));
        }
        for (var index = 0; index < written.databases.size(); index++)
            new DatabaseReader.WritesReader(bound.places(), "databases[" + index + "].writes", problems)
                    .staging(written.databases.get(index).name(), databases);
        var standard = defaultDatabase(written, bound);
        var zone = zone(written.time, bound);
        var limits = limits(written, bound);
        var port = written.server == null || written.server.port == null ? Project.DEFAULT_PORT : written.server.port;
        if (port < 1 || port > LARGEST_PORT) {
            report(
                    ProjectCode.RANGE,
                    "server.port cannot be " + port,
                    bound,
                    "server.port",
                    "choose 1 to " + LARGEST_PORT);
        }
        return standard == null
                ? null
                : new Project(
                        root,
                        name,
                        databases,
                        standard,
                        zone,
                        limits,
                        port,
                        almanac(written.time, bound),
                        new AccessReader(environment, bound.places(), problems).read(written.access, names(written)),
                        hosting(written, new HostingReader(environment, bound.places(), problems)));
    }

    private Hosting hosting(Written written, HostingReader reader) {
        var limits = written.limits;
        return new Hosting(
                reader.host(written.server == null ? null : written.server.host),
                reader.state(written.state),
                limits == null
                        ? Hosting.Rates.DEFAULT
                        : reader.rates(limits.perMinute, limits.concurrent, limits.roles),
                reader.tokens(written.server == null ? null : written.server.tokens, root));
    }

    private static List<String> names(Written written) {
        return written.databases.stream().map(Entry::name).toList();
    }

    private @Nullable String defaultDatabase(Written written, Bound<Written> bound) {
        var names = names(written);
        if (names.isEmpty()) {
            report(
                    ProjectCode.NO_DATABASE,
                    FILE + " has no database",
                    bound,
                    "databases",
                    "add one with 'datachat database add'");
            return null;
        }
        if (written.defaultDatabase == null) {
            if (names.size() == 1) return names.getFirst();
            var hint = "add 'default_database:' with one of " + String.join(", ", names);
            report(
                    ProjectCode.NO_DEFAULT,
                    FILE + " has " + names.size() + " databases and no default",
                    bound,
                    "databases",
                    hint);
            return null;
        }
        if (names.contains(written.defaultDatabase)) return written.defaultDatabase;
        problems.add(Problem.of(
                        ProjectCode.UNKNOWN_DATABASE,
                        "default_database '" + written.defaultDatabase + "' is not one of the databases")
                .at(bound.places().get("default_database"))
                .hint("there is " + String.join(", ", names))
                .choices(Nearest.of(written.defaultDatabase, names, 3)));
        return null;
    }

    private ZoneId zone(@Nullable WrittenTime time, Bound<Written> bound) {
        if (time == null || time.zone == null) return UTC;
        if (ZoneId.getAvailableZoneIds().contains(time.zone)) return ZoneId.of(time.zone);
        problems.add(Problem.of(ProjectCode.ZONE, "there is no time zone '" + time.zone + "'")
                .at(bound.places().get("time.zone"))
                .choices(Nearest.of(time.zone, ZoneId.getAvailableZoneIds(), 1)));
        return UTC;
    }

    private Almanac almanac(@Nullable WrittenTime time, Bound<Written> bound) {
        if (time == null) return Almanac.ISO;
        var week = named(time.weekStarts, DayOfWeek.values(), "day", "time.week_starts", bound);
        var year = named(time.fiscalYearStarts, Month.values(), "month", "time.fiscal_year_starts", bound);
        return new Almanac(week == null ? DayOfWeek.MONDAY : week, year);
    }

    private <E extends Enum<E>> @Nullable E named(
            @Nullable String text, E[] values, String what, String path, Bound<Written> bound) {
        if (text == null) return null;
        for (var value : values) if (value.name().equalsIgnoreCase(text)) return value;
        var words = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        problems.add(Problem.of(ProjectCode.CALENDAR, "there is no " + what + " '" + text + "'")
                .at(bound.places().get(path))
                .hint("it is one of " + String.join(", ", words))
                .choices(Nearest.of(text.toLowerCase(Locale.ROOT), words, 1)));
        return null;
    }

    private Limits limits(Written file, Bound<Written> bound) {
        var written = file.limits;
        if (written == null) return Limits.DEFAULT;
        var rows = written.rows == null ? Limits.DEFAULT.rows() : written.rows;
        var timeout = written.timeout == null ? Limits.DEFAULT.timeout() : written.timeout;
        if (rows < 1)
            report(ProjectCode.RANGE, "limits.rows cannot be " + rows, bound, "limits.rows", "choose 1 or more");
        if (timeout.isZero())
            report(ProjectCode.RANGE, "limits.timeout cannot be 0", bound, "limits.timeout", "write for example 60s");
        return new Limits(rows, timeout, costs(written.costs, names(file), bound));
    }

    private Map<String, Long> costs(List<WrittenCost> written, List<String> names, Bound<Written> bound) {
        var costs = new HashMap<String, Long>();
        for (var i = 0; i < written.size(); i++) {
            var each = written.get(i);
            var path = "limits.costs[" + i + "]";
            if (!names.contains(each.database))
                problems.add(Problem.of(
                                ProjectCode.UNKNOWN_DATABASE,
                                "limits.costs speaks of '" + each.database + "', which is not one of the databases")
                        .at(bound.places().get(path))
                        .choices(Nearest.of(each.database, names, 3)));
            if (each.most < 1)
                report(ProjectCode.RANGE, "limits.costs cannot be " + each.most, bound, path, "choose 1 or more");
            costs.put(each.database, each.most);
        }
        return costs;
    }

    private void report(ProjectCode code, String message, Bound<Written> bound, String path, String hint) {
        var place = bound.places().getOrDefault(path, bound.places().get(""));
        problems.add(Problem.of(code, message).at(place).hint(hint));
    }
}
