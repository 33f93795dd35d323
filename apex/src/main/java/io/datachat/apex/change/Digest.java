package io.datachat.apex.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SHA-256 over values, each with its length before it, so that none can pass for two.
final class Digest {
    private final MessageDigest digest;

    Digest() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String rows(Collection<? extends List<@Nullable Object>> rows) {
        var digest = new Digest();
        rows.forEach(digest::row);
        return digest.hex();
    }

    Digest row(List<@Nullable Object> values) {
        text("row " + values.size());
        for (var value : values) {
            text(value == null ? "null" : "value");
            if (value != null)
                text(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString());
        }
        return this;
    }

    Digest text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
