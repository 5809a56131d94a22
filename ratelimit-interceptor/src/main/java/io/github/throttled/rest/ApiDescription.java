package io.github.throttled.rest;

import io.github.throttled.Decision;
import io.github.throttled.cdi.Gate;
import io.github.throttled.cdi.Throttling;
import io.github.throttled.operate.Operations;
import io.github.throttled.operate.Rejections;
import io.github.throttled.policy.Policy;
import io.github.throttled.policy.ResponseSettings;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells whoever describes the API what its operations have to pass. */
final class ApiDescription {

    private final Throttling throttling;

    private ApiDescription(Throttling throttling) {
        this.throttling = throttling;
    }

    /** Says all but what resource methods have to pass. */
    static void publish(Throttling throttling, RestServlets servlets) {
        Operations operations = Operations.ofApplication();
        operations.setBases(servlets::bases);
        operations.setRejections(new ApiDescription(throttling)::rejections);
        throttling.routeGates().ifPresent(gates -> operations.setByPath(gates::policies));
    }

    /** Says what a resource method has to pass. */
    static void add(Class<?> type, Method method, Gate gate) {
        ResourcePath.of(type, method)
                .ifPresent(
                        path ->
                                Operations.ofApplication()
                                        .add(path.method(), path.template(), gate::policies));
    }

    private Rejections rejections(List<Policy> policies) {
        ResponseSettings settings = throttling.settings().responses();
        List<Decision> decisions = policies.stream().map(throttling::example).toList();
        MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
        RateLimitFields.write(decisions, settings.headers(), 429, fields);
        Map<String, String> told = new LinkedHashMap<>();
        told.put(HttpHeaders.RETRY_AFTER, "1");
        RateLimitFields.NAMES.stream()
                .filter(fields::containsKey)
                .forEach(name -> told.put(name, fields.getFirst(name).toString()));
        return new Rejections(
                told,
                throttling.rejectionBody().isPresent()
                        ? List.of()
                        : BodyFormat.all(settings.body()));
    }
}
