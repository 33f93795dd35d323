package io.datachat.server.state.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A key as a person holds it: `dck_` and twelve digits to find it by, then 256 random bits.
///
/// @param secret all but the prefix
record ApiKey(String prefix, String secret) {
    private static final Pattern FORM = Pattern.compile("(dck_[0-9a-f]{12})_([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PREFIX = 6;
    private static final int SECRET = 32;
    private static final int SALT = 16;

    static ApiKey fresh() {
        return new ApiKey(
                "dck_" + HexFormat.of().formatHex(random(PREFIX)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET)));
    }

    static Optional<ApiKey> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches() ? Optional.of(new ApiKey(form.group(1), form.group(2))) : Optional.empty();
    }

    static String salt() {
        return HexFormat.of().formatHex(random(SALT));
    }

    /// One round is enough: nobody guesses 256 random bits, however quickly they can be tried.
    String hash(String salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(text().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Takes as long for a wrong key as for the right one.
    boolean matches(StoredKey stored) {
        return MessageDigest.isEqual(
                hash(stored.salt()).getBytes(StandardCharsets.US_ASCII),
                stored.hash().getBytes(StandardCharsets.US_ASCII));
    }

    String text() {
        return prefix + "_" + secret;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return prefix + "_***";
    }
}
