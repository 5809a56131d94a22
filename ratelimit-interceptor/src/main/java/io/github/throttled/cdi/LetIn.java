package io.github.throttled.cdi;

import jakarta.enterprise.context.RequestScoped;

/**
 * Remembers the gate that the current request has passed, until the method behind it begins: the
 * request filter charged that call, so the interceptor must not.
 */
@RequestScoped
public class LetIn {

    private Gate passed;

    /** The filter has charged a call of the method behind this gate. */
    public void passed(Gate gate) {
        passed = gate;
    }

    /** Whether the call that begins now has been charged; true once per call. */
    boolean begins(Gate gate) {
        boolean charged = passed == gate;
        if (charged) {
            passed = null;
        }
        return charged;
    }
}
