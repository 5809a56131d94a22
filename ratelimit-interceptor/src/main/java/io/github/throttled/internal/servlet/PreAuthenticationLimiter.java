package io.github.throttled.internal.servlet;

import io.github.throttled.internal.console.ConsoleLimiter;
import io.github.throttled.internal.enforcement.BuiltInPolicies;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.enforcement.RoutePolicies;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Optional;

/**
 * Charges requests before the container finds out who the user is, as far as that does not matter:
 * those for JAX-RS, and wherever they go those that bring credentials. Filters that come later find
 * what has been paid in the request. Thread-safe.
 *
 * @param routes what requests pass because the configuration says so; null for nothing
 * @param console what a log-in to the console passes; null if there is none
 */
public record PreAuthenticationLimiter(
        RoutePolicies routes,
        BuiltInPolicies console,
        RestServlets servlets,
        ServletRejectionWriter rejections)
        implements ConsoleLimiter {

    /**
     * Charges a request, unless it has been charged.
     *
     * @return false if it is rejected; then it is answered
     */
    @Override
    public boolean admits(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (RequestContextStore.begun(request).isPresent()) {
            return true;
        }
        Optional<String> path = servlets.path(request);
        if (path.isEmpty() && !SentCredentials.areIn(request)) {
            return true;
        }
        RateLimitContext context = RequestContextStore.begin(request);
        RequestEnd.of(request).answersWith(response);
        charge(context, request, path);
        if (context.rejection().isEmpty()) {
            return true;
        }
        rejections.answer(context, request, response);
        return false;
    }

    private void charge(
            RateLimitContext context, HttpServletRequest request, Optional<String> path) {
        UnauthenticatedCaller caller = new UnauthenticatedCaller(request);
        if (routes != null) {
            path.ifPresentOrElse(
                    rest -> routes.chargeAnonymous(context, caller, request.getMethod(), rest),
                    () -> routes.chargeLogin(context, caller, request.getMethod()));
        }
        if (console != null && SentCredentials.areIn(request) && ConsoleLimiter.isBefore(request)) {
            console.charge(context, caller);
        }
    }

    /** The authentication of a request is over, and nobody is known to have sent it. */
    void loginFailed(HttpServletRequest request) {
        if (SentCredentials.areAPassword(request)) {
            RequestContextStore.begun(request).ifPresent(RateLimitContext::loginFailed);
        }
    }

    /** The response to a request that was let in; it tells the client so if it goes no further. */
    HttpServletResponse telling(HttpServletRequest request, HttpServletResponse response) {
        return RequestContextStore.begun(request)
                .<HttpServletResponse>map(context -> rejections.telling(context, response))
                .orElse(response);
    }
}
