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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One folder below `golden`: a question, the SQL written for it, and a hand-written check; or the problem it meets.
record GoldenCase(Path folder, String shows, String request) {
    static final Path ROOT = Path.of("golden");

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
                    folder, String.valueOf(map.get("shows")), new ObjectMapper().writeValueAsString(map.get("query")));
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
