package io.github.throttled.internal.jaxrs;

import io.github.throttled.Decision;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.settings.ResponseSettings;
import io.github.throttled.internal.enforcement.MethodPolicies;
import io.github.throttled.internal.openapi.Operations;
import io.github.throttled.internal.openapi.RejectionDescription;
import io.github.throttled.internal.response.BodyFormat;
import io.github.throttled.internal.response.RateLimitFields;
import io.github.throttled.internal.servlet.RestServlets;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Publishes the policies and rejections of operations for the OpenAPI document. */
public final class ApiDescription {

    private final ThrottledApplication application;

    private ApiDescription(ThrottledApplication application) {
        this.application = application;
    }

    /** Publishes the policies of routes and the responses of rejections. */
    public static void publish(ThrottledApplication application, RestServlets servlets) {
        Operations operations = Operations.ofApplication();
        operations.setBases(servlets::bases);
        operations.setRejections(new ApiDescription(application)::rejections);
        application.routePolicies().ifPresent(routes -> operations.setByPath(routes::policies));
    }

    /** Publishes the policies of a resource method. */
    static void add(Class<?> type, Method method, MethodPolicies policies) {
        ResourcePath.of(type, method)
                .ifPresent(
                        path ->
                                Operations.ofApplication()
                                        .add(path.method(), path.template(), policies::policies));
    }

    private RejectionDescription rejections(List<Policy> policies) {
        ResponseSettings settings = application.settings().responses();
        List<Decision> decisions = policies.stream().map(application::example).toList();
        MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
        RateLimitFields.write(decisions, settings.headers(), 429, fields);
        Map<String, String> fieldExamples = new LinkedHashMap<>();
        fieldExamples.put(HttpHeaders.RETRY_AFTER, "1");
        RateLimitFields.NAMES.stream()
                .filter(fields::containsKey)
                .forEach(name -> fieldExamples.put(name, fields.getFirst(name).toString()));
        return new RejectionDescription(
                fieldExamples,
                application.rejectionBody().isPresent()
                        ? List.of()
                        : BodyFormat.all(settings.body()));
    }
}
