package io.github.throttled.internal.key;

import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.KeySource;

import java.util.List;

/**
 * Computes the partition key of a caller for one policy: {@code user:alice}, {@code ip:192.0.2.1},
 * {@code header:x-api-key:} and a fingerprint, {@code global}, or {@code
 * [10]ip:1.2.3.4[10]user:alice} for two sources together. Different callers have different keys,
 * whatever names they choose.
 *
 * <p>The first alternative for which the caller has all values makes the key. Without one, the
 * first alternative with any value does, with {@code anonymous} for missing values. Otherwise the
 * key is {@code anonymous}, which all such callers share. Immutable and thread-safe.
 */
public final class PartitionKey {

    /** The maximal length of a key, in characters. */
    public static final int MAX_LENGTH = 128;

    /** The key of callers without any value. */
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
     * The key for one that an application has chosen. It is the raw key itself if that is
     * printable, at most {@link #MAX_LENGTH} characters long and does not begin with {@code #}.
     * Otherwise it is {@code #} and a fingerprint. Results of {@link #of(Caller)} stay as they are.
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
