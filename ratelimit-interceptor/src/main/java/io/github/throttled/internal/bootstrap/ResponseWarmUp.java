package io.github.throttled.internal.bootstrap;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.application.WarmUp;
import io.github.throttled.internal.config.settings.ResponseSettings;
import io.github.throttled.internal.enforcement.MethodPolicies;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.engine.WaitingRoom;
import io.github.throttled.internal.jaxrs.DelayFilter;
import io.github.throttled.internal.jaxrs.RequestCaller;
import io.github.throttled.internal.jaxrs.RequestRejection;
import io.github.throttled.internal.jaxrs.ThrottleFilter;
import io.github.throttled.internal.response.AcceptedTypes;
import io.github.throttled.internal.response.Languages;
import io.github.throttled.internal.response.RejectionResponse;
import io.github.throttled.internal.servlet.RequestContextStore;
import io.github.throttled.internal.servlet.RequestLifecycleFilter;
import io.github.throttled.internal.servlet.ServletRejectionWriter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs synthetic requests through all filters, fields, bodies and languages before an application
 * serves requests, so that the first request does not wait for class loading.
 *
 * <p>No code of the application runs.
 */
final class ResponseWarmUp {

    private static final Logger LOG = System.getLogger(ResponseWarmUp.class.getName());

    private static final int ROUNDS = 20;

    private static final List<MediaType> TYPES =
            List.of(
                    new MediaType("application", "problem+json"),
                    MediaType.APPLICATION_JSON_TYPE,
                    MediaType.TEXT_HTML_TYPE,
                    MediaType.TEXT_PLAIN_TYPE,
                    MediaType.WILDCARD_TYPE);

    private final ResponseSettings settings;
    private final WaitingRoom room;
    private final RejectionResponse rejections;

    private ResponseWarmUp(ThrottledApplication application, ClassLoader loader) {
        this.settings = application.settings().responses();
        this.room = application.waitingRoom();
        this.rejections =
                new RejectionResponse(
                        settings, Languages.of(settings.languages(), loader), Optional.empty());
    }

    /** Runs the requests; never fails a deployment. */
    static void run(ThrottledApplication application, ClassLoader loader) {
        try (WarmUp calls = application.warmUp()) {
            ResponseWarmUp responses = new ResponseWarmUp(application, loader);
            MethodPolicies policies = calls.methodPolicies();
            for (int round = 0; round < ROUNDS; round++) {
                responses.request(policies);
            }
        } catch (RuntimeException | IOException | ServletException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "Could not warm up responses. The first requests may be slower.",
                    e);
        }
    }

    /** Runs a request through all steps from the servlet container to the response. */
    private void request(MethodPolicies policies) throws IOException, ServletException {
        Map<String, Object> attributes = new HashMap<>();
        HttpServletRequest request = stub(HttpServletRequest.class, attributes);
        HttpServletResponse response = stub(HttpServletResponse.class, attributes);
        new RequestLifecycleFilter(() -> true, room, any -> () -> {})
                .doFilter(request, response, (rq, rs) -> inJaxRs(policies, attributes));
        early(policies, request, response);
    }

    private void inJaxRs(MethodPolicies policies, Map<String, Object> attributes)
            throws IOException {
        ContainerRequestContext request = stub(ContainerRequestContext.class, attributes);
        ContainerResponseContext response = stub(ContainerResponseContext.class, attributes);
        RequestRejection rejection = new RequestRejection();
        ThrottleFilter filter = new ThrottleFilter(policies, rejection, settings.headers());
        ContainerRequestFilter early = ThrottleFilter.early(policies, rejection);
        try {
            early.filter(request);
            filter.filter(request);
            new DelayFilter(room).filter(request);
        } catch (RateLimitExceededException e) {
            rejections.withoutFields(e.decision(), AcceptedTypes.by(request), settings.loginPage());
            answer(e.decision());
        }
        filter.filter(request, response);
    }

    private void answer(Decision decision) {
        for (MediaType type : TYPES) {
            for (Locale language : settings.languages()) {
                AcceptedTypes accepted = new AcceptedTypes(List.of(type), language.toLanguageTag());
                rejections.to(decision, accepted, settings.loginPage());
                rejections.withoutFields(decision, accepted, settings.loginPage());
            }
        }
    }

    /** Runs the rejection before authentication, which happens before JAX-RS. */
    private void early(
            MethodPolicies policies, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        RateLimitContext context = RequestContextStore.begin(request);
        policies.chargeAnonymous(
                context, new RequestCaller(stub(ContainerRequestContext.class, Map.of())));
        ServletRejectionWriter answers = new ServletRejectionWriter(rejections, settings.headers());
        if (context.rejection().isPresent()) {
            answers.answer(context, request, response);
        }
        answers.telling(context, response).setStatus(HttpServletResponse.SC_OK);
    }

    private static <T> T stub(Class<T> type, Map<String, Object> attributes) {
        return type.cast(
                Proxy.newProxyInstance(
                        ResponseWarmUp.class.getClassLoader(),
                        new Class<?>[] {type},
                        new Stub(attributes)));
    }

    /** Returns null from all methods, or an empty value where null is not allowed. */
    private record Stub(Map<String, Object> attributes) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "getAttribute", "getProperty" -> attributes.get((String) arguments[0]);
                case "setAttribute", "setProperty" ->
                        attributes.put((String) arguments[0], arguments[1]);
                case "getHeaders" ->
                        arguments == null
                                ? new MultivaluedHashMap<>()
                                : Collections.emptyEnumeration();
                case "getSecurityContext" -> stub(SecurityContext.class, attributes);
                case "getUriInfo" -> stub(UriInfo.class, attributes);
                case "getMethod" -> "GET";
                case "getMatchedResources" -> List.of();
                case "getRemoteAddr" -> "192.0.2.1";
                case "getDispatcherType" -> DispatcherType.REQUEST;
                case "getStatus" -> HttpServletResponse.SC_OK;
                case "getOutputStream" -> new Nowhere();
                default -> nothing(method.getReturnType());
            };
        }

        private static Object nothing(Class<?> type) {
            if (type == boolean.class) {
                return false;
            }
            if (type == int.class) {
                return 0;
            }
            return type == long.class ? 0L : null;
        }
    }

    private static final class Nowhere extends ServletOutputStream {

        @Override
        public void write(int octet) {
            // Discarded.
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // Ignored.
        }
    }
}
