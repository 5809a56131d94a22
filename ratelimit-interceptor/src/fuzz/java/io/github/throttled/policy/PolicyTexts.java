package io.github.throttled.policy;

import java.util.List;

/** What operators write: each value of the configuration, addresses, and paths of routes. */
public final class PolicyTexts {

    private static final List<ConfigKey<?>> KEYS = ConfigKeys.all();

    private PolicyTexts() {}

    /** Reads a text as the value of one key; which one, a number says. */
    public static void value(int key, String text) {
        if (text.isBlank()) {
            return;
        }
        try {
            KEYS.get(Math.floorMod(key, KEYS.size())).syntax().parse(text.strip());
        } catch (BadValueException e) {
            if (e.getMessage().length() > 5_000) {
                throw new AssertionError("a message is long", e);
            }
        }
    }

    /** An address is what it is, however it is written. */
    public static void address(String text) {
        IpAddress address = IpAddress.parse(text);
        if (address != null && !address.equals(IpAddress.parse(address.toString()))) {
            throw new AssertionError(text + " is not " + address);
        }
    }

    /** The segments of a path. */
    public static void path(String text) {
        List<String> segments = PathSegments.of(text);
        PathSegments.isAmbiguous(segments);
        PathSegments.resolved(segments);
    }
}
