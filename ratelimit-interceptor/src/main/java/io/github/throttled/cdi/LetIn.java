package io.github.throttled.cdi;

import jakarta.enterprise.context.RequestScoped;

import java.util.Optional;

/**
 * Remembers the gate that the current request has passed, until the method behind it begins: the
 * request filter charged that call, so the interceptor must not.
 */
@RequestScoped
public class LetIn {

    private Gate gate;
    private Passage passage;

    /** The filter has charged a call of the method behind this gate. */
    public void passed(Gate charged, Passage how) {
        gate = charged;
        passage = how;
    }

    /** How the call that begins now was charged; empty if it was not, and the second time. */
    public Optional<Passage> begins(Gate begun) {
        Optional<Passage> charged = Optional.ofNullable(gate == begun ? passage : null);
        if (charged.isPresent()) {
            passage = null;
        }
        return charged;
    }
}
