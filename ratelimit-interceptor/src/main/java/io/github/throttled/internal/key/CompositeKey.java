package io.github.throttled.internal.key;

import java.util.List;

/**
 * Sources that make a key together: {@code [10]ip:1.2.3.4[10]user:alice}, each part behind its
 * length, so that no name can move the border. One source alone is its own key. Longer than {@link
 * PartitionKey#MAX_LENGTH} it is {@code [#]} and a fingerprint of it all, which no length looks
 * like.
 */
final class CompositeKey {

    private final KeyPart[] parts;

    /**
     * These sources together.
     *
     * @param parts at least one
     */
    CompositeKey(List<KeyPart> parts) {
        this.parts = parts.toArray(KeyPart[]::new);
    }

    /** The key, or null unless the caller has all parts. */
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

    /** The key with what the caller lacks left anonymous, or null if it lacks all parts. */
    String partial(Caller caller) {
        StringBuilder key = new StringBuilder(PartitionKey.MAX_LENGTH);
        boolean any = false;
        for (KeyPart part : parts) {
            String text = part.of(caller);
            any |= text != null;
            append(key, text == null ? PartitionKey.ANONYMOUS : text);
        }
        return any ? bounded(key) : null;
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
