package io.github.throttled.rest;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;

/** Where the current request comes from. */
interface RemoteAddress {

    /** The address of the client or the last proxy; null if the container does not tell. */
    String get();

    /** The current request's, in a servlet container; JAX-RS alone does not know it. */
    static RemoteAddress find() {
        Instance<HttpServletRequest> current = CDI.current().select(HttpServletRequest.class);
        if (!current.isResolvable()) {
            return () -> null;
        }
        // A proxy that stands for whatever request is being served.
        HttpServletRequest request = current.get();
        return request::getRemoteAddr;
    }
}
