package io.datachat.server.problems;

import io.datachat.apex.answer.ProblemJson;
import io.datachat.apex.problem.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;

/// Problems as an HTTP response.
public final class ProblemResponse {
    static final MediaType TYPE = MediaType.of("application/problem+json");

    private ProblemResponse() {}

    public static MutableHttpResponse<byte[]> of(List<Problem> problems) {
        return of(problems, ProblemJson.status(problems));
    }

    public static MutableHttpResponse<byte[]> of(Problem problem) {
        return of(List.of(problem));
    }

    static MutableHttpResponse<byte[]> of(List<Problem> problems, int status) {
        return HttpResponse.<byte[]>status(status, reason(status))
                .contentType(TYPE)
                .body(ProblemJson.bytes(problems, status));
    }

    /// 499, a client that went away, is nobody's standard; but the log of a proxy knows it.
    private static String reason(int status) {
        return status == 499
                ? "Client Closed Request"
                : HttpStatus.valueOf(status).getReason();
    }
}
