package io.github.throttled.rest;

import io.github.throttled.cdi.BuiltInGate;
import io.github.throttled.cdi.Passage;
import io.github.throttled.cdi.Throttling;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import java.util.stream.Collectors;

/**
 * Tells a caller where he stands. What the request itself was charged, so that nobody can try
 * passwords here, it gets back, but for a wrong one; what it costs is a limit of its own.
 */
class LimitsFilter implements ContainerRequestFilter {

    private final Throttling throttling;
    private final BuiltInGate gate;
    private final RequestRejection rejection;

    LimitsFilter(Throttling throttling, RequestRejection rejection) {
        this.throttling = throttling;
        this.gate = throttling.limitsGate();
        this.rejection = rejection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestPassage.begun(request).ifPresent(Passage::refund);
        Passage passage =
                RequestCharging.charge(
                        request, rejection, begun -> gate.pass(begun, new RequestCaller(request)));
        if (passage.rejection().isEmpty()) {
            passage.keepToItself();
            request.abortWith(answer(request));
        }
    }

    private Response answer(ContainerRequestContext request) {
        return Response.ok(json(request), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private String json(ContainerRequestContext request) {
        return LimitItem.of(throttling.standing(new RequestCaller(request))).stream()
                .map(LimitsFilter::json)
                .collect(Collectors.joining(",", "{\"limits\":[", "]}"));
    }

    /** Under the name that the response fields have for it, and in seconds. */
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
