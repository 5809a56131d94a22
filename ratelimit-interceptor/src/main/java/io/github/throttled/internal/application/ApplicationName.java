package io.github.throttled.internal.application;

import java.util.Optional;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks up the name under which the server has deployed this application. */
final class ApplicationName {

    private ApplicationName() {}

    static String deployed() {
        return named("java:app/AppName")
                .or(() -> named("java:module/ModuleName"))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The server does not provide the name of this application."
                                                + " Set throttled.application: this name separates the"
                                                + " counters of applications."));
    }

    private static Optional<String> named(String jndiName) {
        try {
            return Optional.ofNullable((String) new InitialContext().lookup(jndiName))
                    .filter(name -> !name.isEmpty());
        } catch (NamingException e) {
            return Optional.empty();
        }
    }
}
