package io.github.throttled.key;

/**
 * What a key source can ask about the call in hand. Every method returns null where there is
 * nothing to say; an empty string counts as nothing too.
 */
public interface Caller {

    /** The client's address, an IPv4 or IPv6 literal without brackets; or null. */
    String remoteAddress();

    /** The authenticated user's name, or null. */
    String userName();

    /**
     * The first value of a request header, or null.
     *
     * @param lowerCaseName the header's name in lower case
     */
    String header(String lowerCaseName);

    /** Whether the authenticated user is in a role. */
    boolean isInRole(String role);
}
