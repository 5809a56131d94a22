package io.github.throttled;

/**
 * Writes what rejected clients of REST resources read, where none of the usual bodies suits. A CDI
 * bean, of which there is one in an application:
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
 * <p>Status, {@code Retry-After} and the fields of limits stay as they are; an {@code
 * ExceptionMapper<RateLimitExceededException>} replaces them as well. It is asked for every
 * rejection, by many threads at once: it should be quick.
 */
@FunctionalInterface
public interface RejectionBody {

    /**
     * Writes the body.
     *
     * @param decision the one that rejected the request
     * @param message what has happened and when to try again, in the client's language if there are
     *     texts in it
     * @return an entity, as a resource method would return it; null for the usual body. If it
     *     throws, that is logged, and counts as null.
     */
    Object write(Decision decision, String message);

    /** The media type of what {@link #write} returns. */
    default String mediaType() {
        return "application/json";
    }
}
