package io.datachat.apex.plan.lift.form;

/// Why SQL is no question for metrics, in words.
public final class Unlike extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    public Unlike(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
