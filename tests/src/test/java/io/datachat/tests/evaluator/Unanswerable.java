package io.datachat.tests.evaluator;

/// Ends an evaluation whose question has no answer.
final class Unanswerable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unanswerable(String reason) {
        super(reason);
    }
}
