package io.datachat.server.state.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The one spelling of a record that is hashed: each field as the length of its UTF-8 bytes, a colon, and the bytes;
/// a missing field as `-`.
final class Canonical {
    private static final String FORM = "datachat audit 1\n";
    private final MessageDigest digest;

    Canonical(String before) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        digest.update(FORM.getBytes(StandardCharsets.UTF_8));
        add(before);
    }

    Canonical add(@Nullable String text) {
        if (text == null) {
            digest.update((byte) '-');
            return this;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        return this;
    }

    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
