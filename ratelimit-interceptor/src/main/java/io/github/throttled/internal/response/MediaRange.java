package io.github.throttled.internal.response;

import jakarta.ws.rs.core.MediaType;

/**
 * A range of media types in an {@code Accept} field.
 *
 * @param type {@code *} for all
 * @param subtype {@code *} for all
 * @param quality the preference of the client, from 0 (not acceptable) to 1000 (preferred)
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

    /** Parses {@code q}; an invalid number counts as 1, because not every server rejects it. */
    private static int quality(String q) {
        try {
            return q == null ? MOST : Math.min(MOST, Math.round(Float.parseFloat(q) * MOST));
        } catch (NumberFormatException e) {
            return MOST;
        }
    }

    /** Returns the range that contains only this type. */
    static MediaRange named(String name) {
        int slash = name.indexOf('/');
        return new MediaRange(name.substring(0, slash), name.substring(slash + 1), MOST);
    }

    boolean includes(MediaRange other) {
        return (type.equals(ALL) || type.equalsIgnoreCase(other.type))
                && (subtype.equals(ALL) || subtype.equalsIgnoreCase(other.subtype));
    }

    /** Returns how specific this range is: 0 for all types, 1 for one type, 2 for one subtype. */
    int precision() {
        if (type.equals(ALL)) {
            return 0;
        }
        return subtype.equals(ALL) ? 1 : 2;
    }
}
