package io.github.throttled;

import java.util.List;

/**
 * A call that is about to be charged, as far as it is known by then. Where there is nothing to say,
 * methods return null.
 */
public interface ThrottledCall {

    /**
     * What the method is called with, in its order.
     *
     * @return empty where it is not known yet: a REST request is charged before its entity is read
     */
    List<Object> arguments();

    /**
     * The address of the peer, an IPv4 or IPv6 literal without brackets; or null. Behind a proxy it
     * is the proxy's.
     */
    String remoteAddress();

    /** The authenticated user's name, or null. */
    String userName();

    /** Whether the authenticated user is in a role. */
    boolean isInRole(String role);

    /**
     * The first value of a request header, or null.
     *
     * @param name in any case
     */
    String header(String name);
}
