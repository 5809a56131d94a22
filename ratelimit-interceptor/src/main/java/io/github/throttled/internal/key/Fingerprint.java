package io.github.throttled.internal.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Replaces a text that must not be shown or is too long: SHA-256, cut to 144 bits, as {@value
 * #LENGTH} characters of the URL-safe Base64 alphabet.
 *
 * <p>The hash is not keyed. It hides tokens and API keys, which cannot be guessed. It does not hide
 * a value from a small set.
 */
final class Fingerprint {

    static final int LENGTH = 24;

    /** A multiple of 3, so that Base64 needs no padding. */
    private static final int BYTES = LENGTH / 4 * 3;

    /**
     * Copied for each text, which is faster than looking an implementation up. Never used itself.
     */
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
            // Providers may not support cloning.
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
