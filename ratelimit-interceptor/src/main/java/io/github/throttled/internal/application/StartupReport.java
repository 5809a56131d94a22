package io.github.throttled.internal.application;

import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.settings.ConsoleSettings;

import java.util.Optional;
import java.util.SortedSet;

/**
 * What the log says of an application's limits when it starts.
 *
 * @param methods how many have {@code @Throttled}
 * @param asksByHand whether a program may ask for policies that nothing else names
 */
record StartupReport(PolicyCatalog catalog, long methods, boolean asksByHand) {

    /**
     * What there is, and where the console is.
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
                        asksByHand
                                ? unused().map(" Only RateLimiter can ask for %s."::formatted)
                                        .orElse("")
                                : "");
    }

    /** What is wrong if no call is charged to some policies; empty if that may be meant. */
    Optional<String> complaint() {
        return asksByHand
                ? Optional.empty()
                : unused().map(
                                "Nothing is charged to %s: no annotation, no route and not throttled.global names it, and no RateLimiter is injected that could ask. Name it in one of them, or remove it."
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
