package io.datachat.apex.read.open;

/// Ends the attempt to open a template. Never leaves the package.
final class Shut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Shut(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
