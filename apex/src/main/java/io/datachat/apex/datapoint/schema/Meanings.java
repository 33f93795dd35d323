package io.datachat.apex.datapoint.schema;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// What each key means, in one sentence, from `meanings.properties`: `Metric.unit = …`.
final class Meanings {
    private final Properties sentences = new Properties();

    Meanings() {
        try (var in = Meanings.class.getResourceAsStream("meanings.properties")) {
            if (in == null) throw new IllegalStateException("meanings.properties is missing");
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> of(Class<?> record, String key) {
        return Optional.ofNullable(sentences.getProperty(record.getSimpleName() + "." + key));
    }

    Optional<String> of(Class<?> record) {
        return Optional.ofNullable(sentences.getProperty(record.getSimpleName()));
    }

    java.util.Set<String> names() {
        return sentences.stringPropertyNames();
    }

    /// The name of a record among the schema's definitions.
    static String name(Class<?> record) {
        return record.getSimpleName().replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
