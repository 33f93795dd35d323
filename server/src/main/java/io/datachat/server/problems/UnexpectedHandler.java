package io.datachat.server.problems;

import io.datachat.apex.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A fault of ours: the log has the stack trace, the caller the number to find it by.
@Singleton
final class UnexpectedHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedHandler.class);

    @Override
    @SuppressWarnings("rawtypes") // The interface of the framework is raw.
    public HttpResponse<?> handle(HttpRequest request, Throwable broken) {
        var number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("fault {} at {} {}", number, request.getMethodName(), request.getPath(), broken);
        return ProblemResponse.of(
                Problem.of(ServerCode.UNEXPECTED, "something broke in DataChat; the log knows it as " + number));
    }
}
