package io.github.throttled;

import java.util.List;

/**
 * A call that is about to be charged. The library implements it, and applications read it.
 *
 * <p>A method that returns text returns null if the value is unknown or absent. A call of a bean
 * outside a request has neither address nor headers.
 */
public interface ThrottledCall {

    /**
     * Returns the arguments of the method, in the order of its parameters.
     *
     * @return never null; may contain null. It cannot be modified. It is empty if the arguments are
     *     unknown, because a REST request is charged before its entity is read.
     */
    List<Object> arguments();

    /**
     * Returns the address of the peer. Behind a proxy it is the address of the proxy.
     *
     * @return an IPv4 or IPv6 literal without brackets; null if it is unknown
     */
    String remoteAddress();

    /**
     * Returns the name of the authenticated user.
     *
     * @return null if there is no user, and before authentication
     */
    String userName();

    /**
     * Whether the authenticated user has a role.
     *
     * @param role the name of the role; not null
     * @return false if the user does not have the role, and if there is no user
     */
    boolean isInRole(String role);

    /**
     * Returns the first value of a request header.
     *
     * @param name the name of the header; not null. Upper and lower case are equivalent
     * @return null if the request has no such header, or if there is no request
     */
    String header(String name);
}
