package io.github.throttled.internal.jaxrs;

import io.github.throttled.QuotaUnit;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.config.syntax.KebabCase;
import io.github.throttled.internal.enforcement.BuiltInPolicies;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.response.LimitItem;
import io.github.throttled.internal.response.WholeSeconds;
import io.github.throttled.internal.servlet.RequestContextStore;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import java.util.stream.Collectors;

/**
 * Answers requests for the caller's own limits.
 *
 * <p>The policies of routes do not charge these requests, so that callers can ask when their limits
 * are used up. Policies that count failed logins do, so that passwords cannot be guessed here. A
 * separate policy limits these requests.
 */
class LimitsFilter implements ContainerRequestFilter {

    private final ThrottledApplication application;
    private final BuiltInPolicies policies;
    private final RequestRejection rejection;

    LimitsFilter(ThrottledApplication application, RequestRejection rejection) {
        this.application = application;
        this.policies = application.limitsPolicies();
        this.rejection = rejection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestContextStore.begun(request).ifPresent(RateLimitContext::hideDecisions);
        RateLimitContext context =
                RequestCharging.charge(
                        request,
                        rejection,
                        begun -> policies.charge(begun, new RequestCaller(request)));
        if (context.rejection().isEmpty()) {
            context.hideDecisions();
            request.abortWith(answer(request));
        }
    }

    /** Whether callers may ask for their limits. */
    static boolean isOffered(ThrottledApplication application) {
        return application.isEnabled() && application.settings().responses().limitsResource();
    }

    private Response answer(ContainerRequestContext request) {
        return Response.ok(json(request), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private String json(ContainerRequestContext request) {
        return LimitItem.of(application.callerLimits(new RequestCaller(request))).stream()
                .map(LimitsFilter::json)
                .collect(Collectors.joining(",", "{\"limits\":[", "]}"));
    }

    /** Uses the names of the response fields; times are in seconds. */
    private static String json(LimitItem item) {
        StringBuilder json = new StringBuilder(100);
        json.append("{\"policy\":").append(item.quotedName());
        json.append(",\"quota\":").append(item.state().quota());
        if (item.state().quotaUnit() != QuotaUnit.REQUESTS) {
            json.append(",\"quota-unit\":\"").append(KebabCase.of(item.state().quotaUnit()));
            json.append('"');
        }
        if (!item.state().window().isZero()) {
            json.append(",\"window\":").append(WholeSeconds.roundedUp(item.state().window()));
        }
        json.append(",\"remaining\":").append(item.state().remaining());
        return json.append(",\"reset\":").append(item.moreSeconds()).append('}').toString();
    }
}
