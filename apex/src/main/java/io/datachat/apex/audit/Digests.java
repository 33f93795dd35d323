package io.datachat.apex.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, as every JVM has it.
final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
