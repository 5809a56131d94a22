package io.github.throttled.key;

import io.github.throttled.policy.KeySource;

/** What one source says about a caller, as the canonical text of a key. */
@FunctionalInterface
interface KeyPart {

    /**
     * Begins with the kind of the source, so that a user who is named like an address stays a user.
     * At most {@link PartitionKey#MAX_LENGTH} characters.
     *
     * @return null if the caller has nothing of this kind
     */
    String of(Caller caller);

    /** Prepares a source. */
    static KeyPart of(KeySource source, int ipv4PrefixBits, int ipv6PrefixBits) {
        if (source instanceof KeySource.Ip) {
            return new AddressPart(ipv4PrefixBits, ipv6PrefixBits);
        }
        if (source instanceof KeySource.User) {
            return KeyPart::user;
        }
        if (source instanceof KeySource.Header header) {
            return header(header.name());
        }
        if (source instanceof KeySource.Global) {
            return caller -> "global";
        }
        throw new AssertionError("A key source without a key part: " + source);
    }

    private static String user(Caller caller) {
        String prefix = "user:";
        String name = caller.userName();
        return absent(name)
                ? null
                : prefix + KeyText.bounded(name, PartitionKey.MAX_LENGTH - prefix.length());
    }

    /** Never the value itself: it may be a token, and keys are seen in the grid and in logs. */
    private static KeyPart header(String name) {
        String kind = "header:";
        int room = PartitionKey.MAX_LENGTH - kind.length() - 1 - Fingerprint.LENGTH;
        String prefix = kind + KeyText.bounded(name, room) + ':';
        return caller -> {
            String value = caller.header(name);
            return absent(value) ? null : prefix + Fingerprint.of(value);
        };
    }

    /** Whether a caller has said nothing. */
    static boolean absent(String text) {
        return text == null || text.isEmpty();
    }
}
