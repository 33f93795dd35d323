package io.datachat.apex.answer.board;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datachat.apex.answer.AnswerCode;
import io.datachat.apex.answer.AnswerReader;
import io.datachat.apex.answer.board.BoardAnswer.Seen;
import io.datachat.apex.answer.board.BoardAnswer.TileAnswer;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads what [BoardJson] wrote, so that a command shows a server's answer like its own.
public final class BoardReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private BoardReader() {}

    /// @throws Rejection with [AnswerCode#NOT_AN_ANSWER] when the text is something else
    public static BoardAnswer read(byte[] json) {
        try {
            var root = JSON.readTree(json);
            List<TileAnswer> tiles = new ArrayList<>();
            for (var tile : root.required("tiles")) tiles.add(tile(tile));
            return new BoardAnswer(
                    root.required("dashboard").asText(),
                    root.required("name").asText(),
                    Instant.parse(root.required("as_of").asText()),
                    tiles,
                    root.required("read")
                            .valueStream()
                            .map(seen -> new Seen(
                                    seen.required("database").asText(),
                                    seen.path("why").asText("")))
                            .toList());
        } catch (IOException | IllegalArgumentException | DateTimeException wrong) {
            throw new Rejection(Problem.of(
                    AnswerCode.NOT_AN_ANSWER, "the server's text is not an answer that this version understands"));
        }
    }

    private static TileAnswer tile(JsonNode tile) throws IOException {
        var title = tile.required("title").asText();
        var query = tile.has("request")
                ? MetricRequestReader.read(JSON.writeValueAsBytes(tile.get("request")))
                        .query()
                : null;
        return tile.has("answer")
                ? new TileAnswer(title, query, AnswerReader.read(JSON.writeValueAsBytes(tile.get("answer"))), List.of())
                : new TileAnswer(
                        title, query, null, AnswerReader.problems(JSON.writeValueAsBytes(tile.required("problem"))));
    }
}
