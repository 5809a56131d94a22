package io.github.throttled.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.store.local.LocalCounterStore;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When a request has ended, and which one. */
class RequestEndTest {

    private final Limiter limiter =
            new Limiter(new LocalCounterStore(System::currentTimeMillis), Duration.ofSeconds(1));
    private final RequestLifecycleFilter filter =
            new RequestLifecycleFilter(() -> false, limiter.waitingRoom(), request -> () -> {});
    private final List<String> ended = new ArrayList<>();

    /** A container's request object, which it uses for one request after the other. */
    private final Map<String, Object> attributes = new HashMap<>();

    private final List<AsyncListener> listeners = new ArrayList<>();
    private boolean isAsync;

    private final HttpServletResponse response =
            fake(HttpServletResponse.class, (proxy, method, arguments) -> 200);
    private final AsyncContext context = fake(AsyncContext.class, this::ofContext);
    private final HttpServletRequest container = fake(HttpServletRequest.class, this::ofRequest);

    @AfterEach
    void close() {
        limiter.close();
    }

    @Test
    void a_request_ends_when_its_thread_leaves_it() {
        comes("first", request -> {});

        assertThat(ended).containsExactly("first 200");
    }

    @Test
    void an_asynchronous_request_ends_when_it_is_completed() {
        comes("first", ServletRequest::startAsync);
        assertThat(ended).isEmpty();

        isCompleted();
        assertThat(ended).containsExactly("first 200");
    }

    @Test
    void one_that_is_over_before_its_thread_has_left_ends_no_other() {
        comes(
                "first",
                request -> {
                    request.startAsync();
                    isCompleted();
                    comes("second", ServletRequest::startAsync);
                });

        assertThat(ended).containsExactly("first 200");
    }

    @Test
    void one_that_became_asynchronous_behind_our_back_ends_when_it_is_completed() {
        comes("first", request -> container.startAsync());
        assertThat(ended).isEmpty();

        isCompleted();
        assertThat(ended).containsExactly("first 200");
    }

    @Test
    void a_dispatch_that_goes_on_asynchronously_ends_once() {
        comes("first", ServletRequest::startAsync);
        List<AsyncListener> forgotten = List.copyOf(listeners);
        listeners.clear();
        for (AsyncListener listener : forgotten) {
            onEvent(() -> listener.onStartAsync(new AsyncEvent(context)));
        }
        assertThat(listeners).isNotEmpty();

        isCompleted();
        isCompleted();
        assertThat(ended).containsExactly("first 200");
    }

    private interface Work {
        void on(ServletRequest request) throws Exception;
    }

    private interface Event {
        void happen() throws Exception;
    }

    private void comes(String name, Work work) {
        attributes.clear();
        listeners.clear();
        isAsync = false;
        FilterChain rest =
                (request, answer) -> {
                    RequestEnd.of(request).onEnd(status -> ended.add(name + ' ' + status));
                    onEvent(() -> work.on(request));
                };
        onEvent(() -> filter.doFilter(container, response, rest));
    }

    private void isCompleted() {
        isAsync = false;
        for (AsyncListener listener : List.copyOf(listeners)) {
            onEvent(() -> listener.onComplete(new AsyncEvent(context, container, response)));
        }
    }

    private static void onEvent(Event event) {
        try {
            event.happen();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Object ofRequest(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "isAsyncStarted" -> isAsync;
            case "getAsyncContext" -> context;
            case "startAsync" -> {
                isAsync = true;
                yield context;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private Object ofContext(Object proxy, Method method, Object[] arguments) {
        if (method.getName().equals("addListener")) {
            listeners.add((AsyncListener) arguments[0]);
        }
        return null;
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        RequestEndTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
