package io.datachat.apex.answer.request;

import io.datachat.apex.answer.request.MetricRequest.Format;
import io.datachat.apex.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question in words: `{"question": "revenue by region last month"}`.
///
/// @param dryRun compile only: columns and receipt, no rows
/// @param format null leaves it to the `Accept` header
/// @param asOf   the clock of the question; null means now
public record WordsRequest(
        String question,
        boolean dryRun,
        @Nullable Format format,
        @Nullable Instant asOf) {
    private static final List<String> KEYS = List.of("question", "dry_run", "format", "as_of");

    /// @param json UTF-8
    /// @throws io.datachat.apex.problem.Rejection with every problem of the text
    public static WordsRequest read(byte[] json) {
        return JsonCursor.read(json, WordsRequest::request);
    }

    private static WordsRequest request(JsonCursor json) {
        var start = json.place();
        var read = new Object() {
            String question = "";
            boolean dryRun;

            @Nullable
            Format format;

            @Nullable
            Instant asOf;
        };
        json.object(KEYS, key -> {
            switch (key) {
                case "question" -> {
                    var text = json.string("question");
                    if (text != null) read.question = text;
                }
                case "dry_run" -> read.dryRun = json.bool("dry_run");
                case "format" -> read.format = json.word("format", Format.class);
                case "as_of" -> read.asOf = json.instant("as_of");
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (read.question.isBlank())
            json.note(Problem.of(RequestCode.MISSING, "there is no question").hint("add \"question\": \"…\""), start);
        return new WordsRequest(read.question, read.dryRun, read.format, read.asOf);
    }
}
