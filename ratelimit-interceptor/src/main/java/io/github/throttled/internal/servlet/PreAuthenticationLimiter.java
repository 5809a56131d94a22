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
 * Charges requests before authentication, for the policies that do not need the user. Thread-safe.
 *
 * <p>It charges requests for JAX-RS applications, and requests with credentials on every path.
 * Later filters find the charges in the request.
 *
 * @param routes the policies of routes; null if there are none
 * @param console the policy for logins to the console; null if the console is off
 * @param servlets recognizes requests for JAX-RS applications
 * @param rejections writes the response of a rejected request
 */
public record PreAuthenticationLimiter(
        RoutePolicies routes,
        BuiltInPolicies console,
        RestServlets servlets,
        ServletRejectionWriter rejections)
        implements ConsoleLimiter {

    /**
     * Charges a request, unless that was done before.
     *
     * @return false if the request is rejected; its response has been written then
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
        RequestEnd.of(request).observeResponse(response);
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
        if (console != null
                && SentCredentials.areIn(request)
                && ConsoleLimiter.isForConsole(request)) {
            console.charge(context, caller);
        }
    }

    /** Records a wrong password: the authentication has ended without a user. */
    void loginFailed(HttpServletRequest request) {
        if (SentCredentials.areAPassword(request)) {
            RequestContextStore.begun(request).ifPresent(RateLimitContext::loginFailed);
        }
    }

    /**
     * Returns a response that writes the rate limit fields if the container answers the request
     * itself.
     */
    HttpServletResponse writingFields(HttpServletRequest request, HttpServletResponse response) {
        return RequestContextStore.begun(request)
                .<HttpServletResponse>map(context -> rejections.telling(context, response))
                .orElse(response);
    }
}
