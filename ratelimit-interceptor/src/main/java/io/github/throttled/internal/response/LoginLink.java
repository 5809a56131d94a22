package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.config.model.Policy;

import jakarta.ws.rs.core.SecurityContext;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out whether the page of a rejection should link to the login page. Thread-safe.
 *
 * @param page a path that begins with {@code /}, relative to the web application, or an absolute
 *     URL; empty if pages have no such link
 * @param dependsOnUser whether the policy of this name may admit more once the caller has logged in
 */
public record LoginLink(Optional<String> page, Predicate<String> dependsOnUser) {

    /** Returns that of a deployed application. */
    public static LoginLink of(ThrottledApplication application) {
        return new LoginLink(
                application.settings().responses().loginPage(),
                policy -> application.find(policy).filter(Policy::dependsOnUser).isPresent());
    }

    /**
     * Returns the target of the link.
     *
     * @param decision rejects the call
     * @param caller the sender of the request
     * @param contextPath of the web application
     * @return empty if the caller has logged in, or if that would not help
     */
    public Optional<String> to(Decision decision, SecurityContext caller, String contextPath) {
        return page.filter(
                        configured ->
                                decision.reason() == Reason.QUOTA
                                        && caller.getUserPrincipal() == null
                                        && dependsOnUser.test(decision.policy()))
                .map(target -> target.startsWith("/") ? contextPath + target : target);
    }
}
