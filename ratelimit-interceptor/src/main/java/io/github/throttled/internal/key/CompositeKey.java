package io.github.throttled.internal.key;

import java.util.List;

/**
 * A key of several sources: {@code [10]ip:1.2.3.4[10]user:alice}. Each part follows its length, so
 * that no name can shift the boundary of a part. A single source is its own key. A key longer than
 * {@link PartitionKey#MAX_LENGTH} becomes {@code [#]} and a fingerprint of the whole; no length has
 * this form.
 */
final class CompositeKey {

    private final KeyPart[] parts;

    /**
     * @param parts at least one
     */
    CompositeKey(List<KeyPart> parts) {
        this.parts = parts.toArray(KeyPart[]::new);
    }

    /** The key; null unless the caller has all parts. */
    String whole(Caller caller) {
        if (parts.length == 1) {
            return parts[0].of(caller);
        }
        StringBuilder key = new StringBuilder(PartitionKey.MAX_LENGTH);
        for (KeyPart part : parts) {
            String text = part.of(caller);
            if (text == null) {
                return null;
            }
            append(key, text);
        }
        return bounded(key);
    }

    /** The key with {@code anonymous} for missing parts; null if the caller has no part. */
    String partial(Caller caller) {
        StringBuilder key = new StringBuilder(PartitionKey.MAX_LENGTH);
        boolean hasPart = false;
        for (KeyPart part : parts) {
            String text = part.of(caller);
            hasPart |= text != null;
            append(key, text == null ? PartitionKey.ANONYMOUS : text);
        }
        return hasPart ? bounded(key) : null;
    }

    private static void append(StringBuilder key, String text) {
        key.append('[').append(text.length()).append(']').append(text);
    }

    private static String bounded(StringBuilder key) {
        return key.length() <= PartitionKey.MAX_LENGTH
                ? key.toString()
                : "[#]" + Fingerprint.of(key.toString());
    }
}
