package io.datachat.apex.time.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datachat.apex.time.Stretch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Our reading against the expected ones of a large foreign collection of English dates. What we refuse is counted;
/// what we accept must agree, except where the two differ on purpose.
final class ForeignDatesTest {
    private static final List<String> FILES = List.of("DateParser.json", "DatePeriodParser.json", "DateTimeModel.json");

    /// Ours includes the end of a range in words, cuts several units at whole ones, counts today as a part of what
    /// runs to date, and reads a month without a year as the latest that has begun.
    private static final Pattern ON_PURPOSE = Pattern.compile(
            "(.*\\b(to|till|until|through|thru|and|-)\\b.*)|(.*\\b(last|past|previous|next)\\b.*\\b(days|weeks|months|quarters|years)\\b.*)|(.*(to[-"
                + " ]date|ytd|mtd).*)|(week \\d+)|(.* - .*)",
            Pattern.CASE_INSENSITIVE);

    private record Case(String text, LocalDateTime asOf, List<Stretch> expected) {}

    @Test
    void what_is_accepted_agrees_with_the_expected_resolution() throws IOException {
        var folder = Path.of(System.getProperty("datachat.cases", "../../shared/data"))
                .resolve("dates");
        assumeTrue(Files.isDirectory(folder), "skipped: no date cases at " + folder + "; set -Ddatachat.cases");
        var cases = new ArrayList<Case>();
        for (var file : FILES) read(folder.resolve(file), cases);

        int agreed = 0;
        int onPurpose = 0;
        int refused = 0;
        var wrong = new ArrayList<String>();
        for (var asked : cases) {
            switch (Periods.read(
                    asked.text(), asked.asOf().atZone(ZoneOffset.UTC), io.datachat.apex.time.Almanac.ISO)) {
                case Periods.Reading.Refused ignored -> refused++;
                case Periods.Reading.Understood(var stretch) -> {
                    if (asked.expected().contains(stretch)) agreed++;
                    else if (ON_PURPOSE.matcher(asked.text()).matches()) onPurpose++;
                    else wrong.add(asked + " but read as " + stretch);
                }
            }
        }
        System.out.printf(
                "foreign dates: %d cases, %d agree, %d differ on purpose, %d refused%n",
                cases.size(), agreed, onPurpose, refused);
        assertEquals("", String.join("\n", wrong));
        assertTrue(agreed > 100, "only " + agreed + " agree");
    }

    private static void read(Path file, List<Case> cases) throws IOException {
        var text = Files.readString(file);
        for (var node : new ObjectMapper().readTree(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            var asOf = node.path("Context").path("ReferenceDateTime").asText();
            for (var result : node.path("Results")) {
                var type = result.has("Type")
                        ? result.path("Type").asText()
                        : result.path("TypeName").asText();
                if (asOf.isEmpty() || !type.matches("(datetimeV2\\.)?date(range)?")) continue;
                var expected = Stream.concat(
                                Stream.of(
                                        result.path("Value").path("FutureResolution"),
                                        result.path("Value").path("PastResolution")),
                                stream(result.path("Resolution").path("values")))
                        .map(ForeignDatesTest::stretch)
                        .filter(stretch -> !stretch.equals(Stretch.ALL_TIME))
                        .toList();
                cases.add(new Case(result.path("Text").asText(), LocalDateTime.parse(asOf), expected));
            }
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get);
    }

    private static Stretch stretch(JsonNode value) {
        var day = date(value, value.has("value") ? "value" : "date");
        if (day != null) return new Stretch(day, day.plusDays(1));
        var from = date(value, value.has("start") ? "start" : "startDate");
        var to = date(value, value.has("end") ? "end" : "endDate");
        return from != null && to != null && !from.isBefore(to) ? Stretch.ALL_TIME : new Stretch(from, to);
    }

    private static @Nullable LocalDateTime date(JsonNode value, String key) {
        var text = value.path(key).asText();
        return text.matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(text).atStartOfDay() : null;
    }
}
