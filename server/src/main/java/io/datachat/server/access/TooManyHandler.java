package io.datachat.server.access;

import io.datachat.server.problems.ProblemResponse;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// 429 with `Retry-After`.
@Singleton
final class TooManyHandler implements ExceptionHandler<TooManyException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // The interface of the framework is raw.
    public HttpResponse<?> handle(HttpRequest request, TooManyException tooMany) {
        return ProblemResponse.of(tooMany.problem()).header(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
    }
}
