package io.datachat.tests.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.query.MetricQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One folder below `golden`: a question, the SQL written for it, and a hand-written check; or the problem it meets.
///
/// @param setting what the project adds to the shop for it
record GoldenCase(Path folder, String shows, Setting setting, String request) {
    static final Path ROOT = Path.of("golden");

    /// @param time what datachat.yaml says of time, as YAML
    /// @param also the name of further definitions below `world/also`, null for none
    record Setting(String time, @Nullable String also) {
        static final Setting PLAIN = new Setting("{fiscal_year_starts: february}", null);

        private static Setting of(Map<?, ?> map) {
            var time = map.get("time");
            var also = map.get("also");
            return new Setting(time == null ? PLAIN.time : time.toString(), also == null ? null : also.toString());
        }

        /// The files with its definitions.
        List<Path> files() {
            var files = new ArrayList<Path>();
            for (var file : List.of("entities", "metrics", "moments"))
                files.add(ROOT.resolve("world/datapoints").resolve(file + ".yaml"));
            if (also != null) files.add(ROOT.resolve("world/also").resolve(also + ".yaml"));
            return files;
        }
    }

    static List<GoldenCase> all() {
        try (var folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("case.yaml")))
                    .sorted()
                    .map(GoldenCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenCase read(Path folder) {
        try {
            var text = Files.readString(folder.resolve("case.yaml"));
            if (!(new Load(LoadSettings.builder().build()).loadFromString(text) instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(folder + ": a case is a mapping");
            }
            return new GoldenCase(
                    folder,
                    String.valueOf(map.get("shows")),
                    Setting.of(map),
                    new ObjectMapper().writeValueAsString(map.get("query")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    MetricQuery query() {
        return MetricRequestReader.read(request.getBytes(StandardCharsets.UTF_8))
                .query();
    }

    @Nullable
    String check() {
        return text("check.sql").orElse(null);
    }

    Optional<String> text(String file) {
        var path = folder.resolve(file);
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sqlFile(Backend backend) {
        return backend.word() + ".sql";
    }
}
