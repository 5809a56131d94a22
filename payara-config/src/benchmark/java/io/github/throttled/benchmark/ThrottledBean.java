package io.github.throttled.benchmark;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;

/** A bean as applications have them. It does nothing, so that what a limit adds shows. */
@ApplicationScoped
public class ThrottledBean {

    /** With a limit. */
    @Throttled(ThrottledApplication.POLICY)
    public boolean throttled() {
        return true;
    }

    /** Without. */
    public boolean free() {
        return true;
    }
}
