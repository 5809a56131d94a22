package io.github.throttled.internal.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Stands for a text that must not be seen or is too long: SHA-256, cut to 144 bits, as {@value
 * #LENGTH} characters of the URL-safe Base64 alphabet.
 *
 * <p>It is not keyed: it hides tokens and API keys, which cannot be guessed, but not a value that
 * is one of a few.
 */
final class Fingerprint {

    static final int LENGTH = 24;

    /** A multiple of 3, so that Base64 needs no padding. */
    private static final int BYTES = LENGTH / 4 * 3;

    /** Copied for each text: to look for an implementation takes longer. Never fed itself. */
    private static final MessageDigest BLANK = sha256();

    private Fingerprint() {}

    static String of(String text) {
        byte[] hash = blank().digest(utf16(text));
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
    }

    /** Not {@code getBytes}: it turns every unpaired surrogate into the same replacement. */
    private static byte[] utf16(String text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[2 * i] = (byte) (c >> 8);
            bytes[2 * i + 1] = (byte) c;
        }
        return bytes;
    }

    private static MessageDigest blank() {
        try {
            return (MessageDigest) BLANK.clone();
        } catch (CloneNotSupportedException e) {
            // Providers need not support it.
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}
