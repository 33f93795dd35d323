package io.datachat.server.problems;

import io.datachat.apex.answer.ProblemJson;
import io.datachat.apex.problem.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/// What the framework refuses before a controller is reached: unknown addresses, methods, content types, sizes.
@Singleton
final class FrameworkProblems implements ErrorResponseProcessor<byte[]> {
    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> base) {
        var status = base.code();
        var problem = problem(status, context, base);
        return base.contentType(ProblemResponse.TYPE).body(ProblemJson.bytes(List.of(problem), status));
    }

    private static Problem problem(int status, ErrorContext context, MutableHttpResponse<?> base) {
        var request = context.getRequest();
        return switch (status) {
            case 404 ->
                Problem.of(ServerCode.NO_SUCH_ADDRESS, "there is nothing at " + request.getPath())
                        .hint("docs/http.md lists all addresses");
            case 405 ->
                Problem.of(
                                ServerCode.WRONG_METHOD,
                                request.getMethodName() + " is not possible at " + request.getPath())
                        .choices(allowed(base));
            case 406 ->
                Problem.of(ServerCode.NOT_ACCEPTABLE, "this address has no answer in the form asked for")
                        .hint("set `Accept: application/json`");
            case 413 -> Problem.of(ServerCode.TOO_LARGE, "the body is larger than one mebibyte");
            case 415 ->
                Problem.of(ServerCode.WRONG_CONTENT_TYPE, "the body must be JSON")
                        .hint("set `Content-Type: application/json`");
            case 400, 422 -> Problem.of(ServerCode.MALFORMED, told(context, "the call cannot be read"));
            default ->
                Problem.of(
                        status < 500 ? ServerCode.MALFORMED : ServerCode.UNEXPECTED,
                        status < 500 ? told(context, "the call was refused") : "something broke in DataChat");
        };
    }

    private static List<String> allowed(MutableHttpResponse<?> base) {
        return base.getHeaders().getAll(HttpHeaders.ALLOW).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .sorted()
                .toList();
    }

    /// The framework's first message without the names of Java types.
    private static String told(ErrorContext context, String otherwise) {
        return context.getErrors().stream()
                .findFirst()
                .map(error -> {
                    var parameter = error.getPath().or(() -> error.getTitle()).orElse(null);
                    var message = error.getMessage();
                    if (message.startsWith("Required Body")) return "the call needs a body: one JSON object";
                    if (message.contains("io.") || message.contains("java.")) return otherwise;
                    return parameter == null || message.contains(parameter) ? message : parameter + ": " + message;
                })
                .orElse(otherwise);
    }
}
