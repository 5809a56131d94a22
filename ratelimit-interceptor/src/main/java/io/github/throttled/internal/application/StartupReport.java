package io.github.throttled.internal.application;

import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.settings.ConsoleSettings;

import java.util.Optional;
import java.util.SortedSet;

/**
 * The log messages about an application's limits at startup.
 *
 * @param methods the number of methods with {@code @Throttled}
 * @param usesRateLimiter whether a program may use policies that no annotation or route names
 */
record StartupReport(PolicyCatalog catalog, long methods, boolean usesRateLimiter) {

    /**
     * Summarizes policies, routes and methods, and names the path of the console.
     *
     * @param contextPath of the web application
     */
    String summary(String contextPath) {
        ConsoleSettings console = catalog.settings().console();
        return "Throttled has read %s, %s and %s with @Throttled.%s%s"
                .formatted(
                        counted(catalog.policies().size(), "policy", "policies"),
                        counted(catalog.routes().routes().size(), "route", "routes"),
                        counted(methods, "method", "methods"),
                        console.isOpen()
                                ? " The console is at %s/throttled/, for the role %s."
                                        .formatted(contextPath, console.role())
                                : "",
                        usesRateLimiter
                                ? unused().map(" Only a RateLimiter can use %s."::formatted)
                                        .orElse("")
                                : "");
    }

    /**
     * Returns a warning about policies that no call is charged to; empty if that may be intended.
     */
    Optional<String> warning() {
        return usesRateLimiter
                ? Optional.empty()
                : unused().map(
                                "Nothing is charged to %s: no annotation, no route and no throttled.global names it, and no RateLimiter is injected that could use it. Name it in one of them, or remove it."
                                        ::formatted);
    }

    private Optional<String> unused() {
        SortedSet<String> unused = catalog.unused();
        return unused.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        (unused.size() == 1 ? "the policy " : "the policies ")
                                + String.join(", ", unused));
    }

    private static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
