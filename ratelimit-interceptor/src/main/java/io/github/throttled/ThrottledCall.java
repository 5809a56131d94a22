package io.github.throttled;

import java.util.List;

/** A call that is about to be charged. Methods return null if a value is unknown or absent. */
public interface ThrottledCall {

    /**
     * Returns the arguments of the method in its order.
     *
     * @return empty if they are unknown: a REST request is charged before its entity is read; never
     *     null
     */
    List<Object> arguments();

    /**
     * Returns the address of the peer, an IPv4 or IPv6 literal without brackets; or null. Behind a
     * proxy it is the address of the proxy.
     */
    String remoteAddress();

    /** Returns the name of the authenticated user, or null. */
    String userName();

    /** Whether the authenticated user has a role; false without a user. */
    boolean isInRole(String role);

    /**
     * Returns the first value of a request header, or null.
     *
     * @param name of the header; upper and lower case are equivalent
     */
    String header(String name);
}
