package io.datachat.server.problems;

import io.datachat.apex.problem.Rejection;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// What the engine refused, in the engine's words.
@Singleton
final class RejectionHandler implements ExceptionHandler<Rejection, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // The interface of the framework is raw.
    public HttpResponse<?> handle(HttpRequest request, Rejection rejection) {
        return ProblemResponse.of(rejection.problems());
    }
}
