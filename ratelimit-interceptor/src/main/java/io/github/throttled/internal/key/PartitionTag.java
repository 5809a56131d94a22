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
 * Stands for a key where others can see it: HMAC-SHA-256 of the counters' name and the key, cut to
 * 72 bits. Without the secret nobody finds the address or the user by trying all there are, and
 * nobody can tell that two policies have the same caller. All nodes give a key the same tag.
 * Immutable and thread-safe.
 */
public final class PartitionTag {

    /** For keys of which nobody shall see anything. */
    private static final PartitionTag NONE = new PartitionTag(null);

    private static final String ALGORITHM = "HmacSHA256";

    /** A multiple of 3, so that Base64 needs no padding. */
    private static final int BYTES = 9;

    private final SecretKeySpec secret;

    /** Copied for each key, which spares the work on the secret. Never fed itself. */
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

    /** Whether there is anything to show. */
    public boolean isEmpty() {
        return secret == null;
    }

    /**
     * What stands for a key, in Base64.
     *
     * @param counters the name of what is counted: the same key elsewhere is another partition
     */
    public String of(String counters, String key) {
        if (isEmpty()) {
            return "";
        }
        byte[] hash = blankMac().doFinal(text(counters, key).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
    }

    /** No name of counters has a slash in it. */
    private static String text(String counters, String key) {
        return counters + '/' + key;
    }

    private Mac blankMac() {
        try {
            return (Mac) blank.clone();
        } catch (CloneNotSupportedException e) {
            // Providers need not support it.
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
