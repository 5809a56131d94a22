package io.github.throttled.internal.key;

import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.KeySource;

import java.util.List;

/**
 * Turns a caller into the partition key of one policy: {@code user:alice}, {@code ip:192.0.2.1},
 * {@code header:x-api-key:} and a fingerprint, {@code global}, {@code [10]ip:1.2.3.4[10]user:alice}
 * for two together. Different callers have different keys, whatever names they choose.
 *
 * <p>Of several alternatives the first that is wholly there makes the key; else the first that is
 * there in part, with {@code anonymous} in place of the rest; else the key is {@code anonymous},
 * one bucket for all such callers. Immutable and thread-safe.
 */
public final class PartitionKey {

    /** The length of the longest key, in characters. */
    public static final int MAX_LENGTH = 128;

    /** The key of callers who have none. */
    static final String ANONYMOUS = "anonymous";

    private final CompositeKey[] alternatives;

    private PartitionKey(CompositeKey[] alternatives) {
        this.alternatives = alternatives;
    }

    /** Prepares an expression. */
    public static PartitionKey of(KeyExpression expression, KeySettings settings) {
        return new PartitionKey(
                expression.alternatives().stream()
                        .map(sources -> combination(sources, settings))
                        .toArray(CompositeKey[]::new));
    }

    /** The caller's key; never null or empty, at most {@link #MAX_LENGTH} characters. */
    public String of(Caller caller) {
        for (CompositeKey alternative : alternatives) {
            String key = alternative.whole(caller);
            if (key != null) {
                return key;
            }
        }
        for (CompositeKey alternative : alternatives) {
            String key = alternative.partial(caller);
            if (key != null) {
                return key;
            }
        }
        return ANONYMOUS;
    }

    /**
     * The key that stands for one that an application made up. It is the raw key itself if that is
     * printable, at most {@link #MAX_LENGTH} characters long and does not begin with {@code #};
     * else {@code #} and a fingerprint. What {@link #of(Caller)} returns stays as it is.
     *
     * @throws IllegalArgumentException if the raw key is null or empty
     */
    public static String bounded(String raw) {
        if (KeyPart.absent(raw)) {
            throw new IllegalArgumentException("A key must not be null or empty.");
        }
        return KeyText.bounded(raw, MAX_LENGTH);
    }

    private static CompositeKey combination(List<KeySource> sources, KeySettings settings) {
        return new CompositeKey(
                sources.stream().map(source -> KeyPart.of(source, settings)).toList());
    }
}
