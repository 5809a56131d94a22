package io.github.throttled.internal.key;

import io.github.throttled.internal.config.settings.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces a key where others can see it: HMAC-SHA-256 of the counters' name and the key, cut to 72
 * bits. Without the secret, the address or the user cannot be found by trying all possible ones.
 * Nor can tags show that two policies have the same caller. All nodes give a key the same tag.
 * Immutable and thread-safe.
 */
public final class PartitionTag {

    /** For keys that must not be shown in any form. */
    private static final PartitionTag NONE = new PartitionTag(null);

    private static final String ALGORITHM = "HmacSHA256";

    /** A multiple of 3, so that Base64 needs no padding. */
    private static final int BYTES = 9;

    private final SecretKeySpec secret;

    /** Copied for each key, which saves processing the secret. Never used itself. */
    private final Mac blank;

    private PartitionTag(SecretKeySpec secret) {
        this.secret = secret;
        this.blank = secret == null ? null : mac(secret);
    }

    /** Without a secret every tag is empty. */
    public static PartitionTag with(Optional<Secret> secret) {
        return secret.map(s -> s.text().getBytes(StandardCharsets.UTF_8))
                .map(bytes -> new PartitionTag(new SecretKeySpec(bytes, ALGORITHM)))
                .orElse(NONE);
    }

    /** Whether tags are empty, because there is no secret. */
    public boolean isEmpty() {
        return secret == null;
    }

    /**
     * The tag of a key, in Base64.
     *
     * @param counters the name of the counters: the same key in others is another partition
     */
    public String of(String counters, String key) {
        if (isEmpty()) {
            return "";
        }
        byte[] hash = blankMac().doFinal(text(counters, key).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
    }

    /** Unambiguous, because names of counters have no slash. */
    private static String text(String counters, String key) {
        return counters + '/' + key;
    }

    private Mac blankMac() {
        try {
            return (Mac) blank.clone();
        } catch (CloneNotSupportedException e) {
            // Providers may not support cloning.
            return mac(secret);
        }
    }

    private static Mac mac(SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + ALGORITHM + ".", e);
        }
    }
}
