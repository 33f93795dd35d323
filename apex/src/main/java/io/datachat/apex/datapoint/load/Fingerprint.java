package io.datachat.apex.datapoint.load;

import io.datachat.apex.datapoint.Library.Definition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A hash over what is defined; where it stands and how it is laid out make no difference.
final class Fingerprint {
    private Fingerprint() {}

    /// Records print all their components, and the length in front keeps two definitions from looking like one.
    static String of(List<Definition> definitions) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var definition : definitions) {
                var text = definition.point().toString();
                digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
