package io.github.throttled.it.scope;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Vault {

    @Throttled("vault")
    public String open(String password) {
        if (!"right".equals(password)) {
            throw new WrongPasswordException();
        }
        return "open";
    }

    @Throttled("in-bean")
    public String look() {
        return "seen";
    }

    /** Becomes status 500. */
    public static class WrongPasswordException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
