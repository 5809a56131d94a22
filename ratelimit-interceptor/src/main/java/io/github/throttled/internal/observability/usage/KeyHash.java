package io.github.throttled.internal.observability.usage;

import java.util.HexFormat;

/**
 * Hashes a partition key to 64 bits, equal on all nodes.
 *
 * <p>FNV-1a, followed by the finalizer of MurmurHash3, which distributes similar hashes.
 */
public final class KeyHash {

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final HexFormat HEX = HexFormat.of();

    private KeyHash() {}

    /**
     * Returns the hash of a key.
     *
     * @param key not null
     */
    public static long of(String key) {
        long hash = FNV_BASIS;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * FNV_PRIME;
        }
        return mixed(hash);
    }

    /** Returns the hash as 16 hexadecimal digits. */
    public static String id(String key) {
        return HEX.toHexDigits(of(key));
    }

    private static long mixed(long hash) {
        long h = hash;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
