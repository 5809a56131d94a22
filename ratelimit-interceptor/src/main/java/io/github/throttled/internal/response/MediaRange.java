package io.github.throttled.internal.response;

import jakarta.ws.rs.core.MediaType;

/**
 * A range of media types that a client accepts.
 *
 * @param type {@code *} for all
 * @param subtype {@code *} for all
 * @param quality how much it likes them: 0 not at all, 1000 most
 */
record MediaRange(String type, String subtype, int quality) {

    private static final String ALL = MediaType.MEDIA_TYPE_WILDCARD;
    private static final int MOST = 1000;

    static MediaRange of(MediaType accepted) {
        return new MediaRange(
                accepted.getType(),
                accepted.getSubtype(),
                quality(accepted.getParameters().get("q")));
    }

    /** Not every server checks what clients send; what is no number says nothing. */
    private static int quality(String q) {
        try {
            return q == null ? MOST : Math.min(MOST, Math.round(Float.parseFloat(q) * MOST));
        } catch (NumberFormatException e) {
            return MOST;
        }
    }

    /** One type. */
    static MediaRange named(String name) {
        int slash = name.indexOf('/');
        return new MediaRange(name.substring(0, slash), name.substring(slash + 1), MOST);
    }

    boolean includes(MediaRange other) {
        return (type.equals(ALL) || type.equalsIgnoreCase(other.type))
                && (subtype.equals(ALL) || subtype.equalsIgnoreCase(other.subtype));
    }

    /** The more, the fewer types it includes. */
    int precision() {
        if (type.equals(ALL)) {
            return 0;
        }
        return subtype.equals(ALL) ? 1 : 2;
    }
}
