package io.github.throttled;

/**
 * Writes the body of rejections of REST resources, instead of the built-in bodies. Implement it as
 * a CDI bean; an application has at most one:
 *
 * <pre>{@code
 * @ApplicationScoped
 * class ShopError implements RejectionBody {
 *     public Object write(Decision decision, String message) {
 *         return Map.of("code", "SLOW_DOWN", "message", message);
 *     }
 * }
 * }</pre>
 *
 * <p>Status, {@code Retry-After} and the rate limit fields do not change. To replace these too,
 * write an {@code ExceptionMapper<RateLimitExceededException>}. The bean runs for every rejection,
 * on many threads at once, so it should be fast.
 *
 * <p>Some requests are rejected before JAX-RS begins, because the container authenticates callers.
 * For these, only an entity that is a {@code String} is sent; otherwise the built-in body is.
 */
@FunctionalInterface
public interface RejectionBody {

    /**
     * Writes the body.
     *
     * @param decision the decision that rejected the request; never null
     * @param message what happened and when to try again; never null. It is in the client's
     *     language if there are texts for that language
     * @return an entity, as a resource method would return it; null for the built-in body. If the
     *     method throws, the failure is logged, and the client gets the built-in body.
     */
    Object write(Decision decision, String message);

    /**
     * Returns the media type of the entity that {@link #write} has just returned.
     *
     * @return a media type such as {@code text/html}; not null. If it is invalid or the method
     *     throws, the failure is logged, and the client gets the built-in body.
     */
    default String mediaType() {
        return "application/json";
    }
}
