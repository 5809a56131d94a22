package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.application.ThrottledApplication;
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
 * <p>All earlier charges of the request are refunded, except for a wrong password, so that
 * passwords cannot be guessed here. A separate policy limits these requests.
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
        RequestContextStore.begun(request).ifPresent(RateLimitContext::refundAndHide);
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
        String window =
                item.state().window().isZero()
                        ? ""
                        : ",\"window\":" + WholeSeconds.roundedUp(item.state().window());
        return "{\"policy\":%s,\"quota\":%d%s,\"remaining\":%d,\"reset\":%d}"
                .formatted(
                        item.quotedName(),
                        item.state().quota(),
                        window,
                        item.state().remaining(),
                        item.waitSeconds());
    }
}
