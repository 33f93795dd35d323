package io.datachat.apex.answer.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Walks a JSON text value by value and notes what does not fit, with its place, without stopping.
///
/// Each reading method stands on the first token of a value and leaves the cursor on the last one.
final class JsonCursor {
    static final int MOST_ELEMENTS = 10_000;
    /// A number such as 1e999999999 is short to write and endless to print.
    private static final int LARGEST_SCALE = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(100_000)
                    .maxNumberLength(400)
                    .build())
            .build();

    private final JsonParser parser;
    private final List<Problem> problems = new ArrayList<>();

    private JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads one JSON object, or throws all problems found in it.
    static <T> T read(byte[] json, Function<JsonCursor, T> reading) {
        try (var parser = FACTORY.createParser(json)) {
            var cursor = new JsonCursor(parser);
            T result = null;
            try {
                result = cursor.whole(reading);
            } catch (StreamConstraintsException tooMuch) {
                cursor.at(
                        RequestCode.TOO_DEEP,
                        "the request goes beyond a limit: " + tooMuch.getOriginalMessage(),
                        tooMuch.getLocation());
            } catch (JsonProcessingException broken) {
                cursor.at(RequestCode.NOT_JSON, "this is not JSON: " + plain(broken), broken.getLocation());
            }
            Rejection.unlessEmpty(cursor.problems);
            return Objects.requireNonNull(result);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private <T> @Nullable T whole(Function<JsonCursor, T> reading) throws IOException {
        try {
            if (parser.nextToken() == null) {
                note(RequestCode.NOT_JSON, "the request is empty; a JSON object is expected");
                return null;
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                note(RequestCode.NOT_JSON, "a JSON object is expected, not " + found());
                return null;
            }
            var result = reading.apply(this);
            if (parser.nextToken() != null)
                note(RequestCode.NOT_JSON, "there is more text after the end of the object");
            return result;
        } catch (UncheckedIOException wrapped) {
            throw Objects.requireNonNull(wrapped.getCause());
        }
    }

    /// Jackson's own sentence without its advice for programmers.
    private static String plain(JsonProcessingException broken) {
        var text = broken.getOriginalMessage();
        var advice = text.indexOf(" (for ");
        return (advice < 0 ? text : text.substring(0, advice))
                .lines()
                .findFirst()
                .orElse("");
    }

    JsonToken token() {
        return Objects.requireNonNull(parser.currentToken());
    }

    String text() {
        return quietly(parser::getText);
    }

    /// Calls `field` for each key of the object; it must read the value, or return false for a key it does not
    /// know.
    void object(Collection<String> keys, Predicate<String> field) {
        var seen = new HashSet<String>();
        while (next() != JsonToken.END_OBJECT) {
            var key = text();
            var place = place();
            next();
            if (!seen.add(key)) {
                problems.add(Problem.of(RequestCode.DUPLICATE_KEY, "'" + key + "' is given twice")
                        .at(place));
                skip();
            } else if (!field.test(key)) {
                problems.add(Problem.of(RequestCode.UNKNOWN_KEY, "unknown key '" + key + "'")
                        .at(place)
                        .hint("keys here: " + String.join(", ", keys))
                        .choices(Nearest.of(key, keys, 3)));
                skip();
            }
        }
    }

    void elements(String what, Runnable element) {
        if (token() != JsonToken.START_ARRAY) {
            mismatch(what, "a list");
            return;
        }
        var count = 0;
        while (next() != JsonToken.END_ARRAY) {
            if (++count == MOST_ELEMENTS + 1)
                note(RequestCode.OUT_OF_RANGE, what + " has more than " + MOST_ELEMENTS + " elements");
            if (count > MOST_ELEMENTS) skip();
            else element.run();
        }
    }

    /// A list of texts, or one text alone.
    void texts(String what, Consumer<String> each) {
        if (token() == JsonToken.VALUE_STRING) each.accept(text());
        else
            elements(what, () -> {
                var text = string(what);
                if (text != null) each.accept(text);
            });
    }

    void oneOrMore(String what, Runnable element) {
        if (token() == JsonToken.START_ARRAY) elements(what, element);
        else element.run();
    }

    @Nullable
    String string(String what) {
        if (token() == JsonToken.VALUE_STRING) return text();
        if (token() != JsonToken.VALUE_NULL) mismatch(what, "a text");
        return null;
    }

    boolean bool(String what) {
        if (token() == JsonToken.VALUE_TRUE) return true;
        if (token() != JsonToken.VALUE_FALSE && token() != JsonToken.VALUE_NULL) mismatch(what, "true or false");
        return false;
    }

    /// A text, boolean or number; null when it is none of these, which is noted.
    @Nullable
    Object scalar(String what) {
        return switch (token()) {
            case VALUE_STRING -> text();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(what);
            case VALUE_NULL,
                    START_OBJECT,
                    END_OBJECT,
                    START_ARRAY,
                    END_ARRAY,
                    FIELD_NAME,
                    NOT_AVAILABLE,
                    VALUE_EMBEDDED_OBJECT -> {
                mismatch(what, "a text, number or boolean");
                yield null;
            }
        };
    }

    /// A constant of `words`, spelled in lower snake case.
    <E extends Enum<E>> @Nullable E word(String what, Class<E> words) {
        var text = string(what);
        if (text == null) return null;
        var valid = new ArrayList<String>();
        for (var constant : words.getEnumConstants()) {
            var word = constant.name().toLowerCase(Locale.ROOT);
            if (word.equals(text)) return constant;
            valid.add(word);
        }
        note(Problem.of(RequestCode.UNKNOWN_WORD, "unknown " + what + " '" + shortened(text) + "'")
                .hint("one of: " + String.join(", ", valid))
                .choices(Nearest.of(text, valid, 3)));
        return null;
    }

    @Nullable
    Instant instant(String what) {
        var text = string(what);
        if (text == null) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unknown) {
            note(Problem.of(RequestCode.NOT_AN_INSTANT, what + " '" + shortened(text) + "' is not a moment with offset")
                    .hint("write it as 2025-03-01T12:00:00Z"));
            return null;
        }
    }

    private @Nullable Object number(String what) {
        if (token() == JsonToken.VALUE_NUMBER_INT
                && quietly(parser::getNumberType) != JsonParser.NumberType.BIG_INTEGER)
            return quietly(parser::getLongValue);
        var text = text();
        try {
            var value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) <= LARGEST_SCALE) return value;
        } catch (NumberFormatException beyond) {
            // An exponent that no decimal can hold ends like one that is merely too large.
        }
        note(RequestCode.OUT_OF_RANGE, what + " is too large or too fine a number");
        return null;
    }

    /// Leaves the cursor at the end of the value it stands on.
    void skip() {
        quietly(parser::skipChildren);
    }

    JsonToken next() {
        var token = quietly(parser::nextToken);
        if (token == null)
            throw new UncheckedIOException(
                    new com.fasterxml.jackson.core.io.JsonEOFException(parser, null, "the text ends too early"));
        return token;
    }

    void mismatch(String what, String expected) {
        note(RequestCode.WRONG_TYPE, what + " must be " + expected + ", not " + found());
        skip();
    }

    void note(RequestCode code, String message) {
        note(Problem.of(code, message));
    }

    void note(Problem problem) {
        note(problem, place());
    }

    void note(Problem problem, Place where) {
        problems.add(problem.at(where));
    }

    Place place() {
        return place(parser.currentTokenLocation());
    }

    private void at(RequestCode code, String message, @Nullable JsonLocation where) {
        problems.add(Problem.of(code, message).at(where == null ? null : place(where)));
    }

    private static Place place(JsonLocation where) {
        return Place.at("request", Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()));
    }

    private String found() {
        return switch (token()) {
            case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
            case START_ARRAY, END_ARRAY -> "a list";
            case VALUE_STRING -> "the text '" + shortened(text()) + "'";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + shortened(text());
            case VALUE_TRUE, VALUE_FALSE -> text();
            case VALUE_NULL, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "null";
        };
    }

    static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 39) + "…";
    }

    private interface Reading<T> {
        T get() throws IOException;
    }

    private static <T> T quietly(Reading<T> reading) {
        try {
            return reading.get();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
