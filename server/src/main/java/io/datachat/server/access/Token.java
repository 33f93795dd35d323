package io.datachat.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The secret in server.json.
public record Token(String value) {
    boolean shownIn(String authorization) {
        // Compared in constant time: how long it takes must not tell how much of it is right.
        return MessageDigest.isEqual(
                ("Bearer " + value).getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
