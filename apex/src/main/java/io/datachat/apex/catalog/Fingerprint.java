package io.datachat.apex.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// A hash over structure: tables, columns, types, nullability and keys. Comments, statistics, indexes and row counts do
/// not count, so a growing database keeps its fingerprint.
public final class Fingerprint {
    private static final int BYTES = 16;

    private Fingerprint() {}

    public static String of(List<Table> tables) {
        var digest = sha256();
        tables.stream()
                .sorted(Comparator.comparing(table -> table.name().toString()))
                .forEach(table -> add(digest, table));
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static void add(MessageDigest digest, Table table) {
        word(digest, table.name().schema());
        word(digest, table.name().table());
        word(digest, table.kind().name());
        for (var column : table.columns()) {
            word(digest, column.name());
            word(digest, column.type().word());
            word(digest, column.nullable() ? "null" : "not null");
            words(digest, column.enumValues());
        }
        words(digest, table.primaryKey());
        table.uniqueKeys().stream()
                .sorted(Comparator.comparing(Object::toString))
                .forEach(key -> words(digest, key));
        for (var key : table.foreignKeys()) {
            words(digest, key.columns());
            word(digest, key.target().toString());
            words(digest, key.targetColumns());
        }
    }

    private static void words(MessageDigest digest, List<String> words) {
        words.forEach(word -> word(digest, word));
        digest.update((byte) 1);
    }

    /// Each word ends with a zero byte, which no name contains: `ab`, `c` and `a`, `bc` differ.
    private static void word(MessageDigest digest, String word) {
        digest.update(word.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
