package io.datachat.apex.exchange.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A JSON text as the same tree that YAML becomes. Manifests are large, and most of them is about other things.
public final class JsonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(10_000_000)
                    .build())
            .build();

    private final JsonParser parser;
    private final String source;

    private JsonTree(JsonParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    /// @param skipped keys of the outermost object that are not wanted
    /// @throws Rejection when it is not one JSON object
    public static YamlNode.Mapping read(String source, String text, Set<String> skipped) {
        try (var parser = FACTORY.createParser(text)) {
            var tree = new JsonTree(parser, source);
            if (parser.nextToken() != JsonToken.START_OBJECT)
                throw new Rejection(Problem.of(ExchangeCode.NOT_READABLE, source + " is not a JSON object")
                        .at(Place.at(source, 1, 1)));
            return tree.object(skipped);
        } catch (JsonProcessingException broken) {
            var at = broken.getLocation();
            throw new Rejection(
                    Problem.of(ExchangeCode.NOT_READABLE, "this is not JSON: " + broken.getOriginalMessage())
                            .at(Place.at(source, at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr())));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Place here() {
        var at = parser.currentTokenLocation();
        return Place.at(source, at.getLineNr(), at.getColumnNr());
    }

    private YamlNode.Mapping object(Set<String> skipped) throws IOException {
        var place = here();
        List<YamlNode.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var at = here();
            parser.nextToken();
            if (skipped.contains(key)) parser.skipChildren();
            else entries.add(new YamlNode.Entry(key, at, value()));
        }
        return new YamlNode.Mapping(entries, place);
    }

    private YamlNode value() throws IOException {
        var place = here();
        return switch (token()) {
            case START_OBJECT -> object(Set.of());
            case START_ARRAY -> {
                List<YamlNode> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value());
                yield new YamlNode.Sequence(items, place);
            }
            case VALUE_STRING -> new YamlNode.Scalar(parser.getText(), false, place);
            case VALUE_NULL -> new YamlNode.Scalar("null", true, place);
            case VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new YamlNode.Scalar(parser.getText(), true, place);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value at " + place);
        };
    }

    private JsonToken token() {
        var token = parser.currentToken();
        if (token == null) throw new IllegalStateException("the text ends within a value");
        return token;
    }
}
