package io.github.throttled.rest;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;

import java.util.function.Function;

/** What only the servlet container knows of the current request. */
interface ServletRequests {

    /** An answer; null if there is no servlet container. */
    String ask(Function<HttpServletRequest, String> question);

    /** Those of this application. */
    static ServletRequests find() {
        Instance<HttpServletRequest> current = CDI.current().select(HttpServletRequest.class);
        if (!current.isResolvable()) {
            return question -> null;
        }
        // A proxy that stands for whatever request is being served.
        HttpServletRequest request = current.get();
        return question -> question.apply(request);
    }
}
