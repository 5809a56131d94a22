package io.github.throttled.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.WaitingRoom;
import io.github.throttled.internal.engine.failover.StoreTimeouts;
import io.github.throttled.internal.store.local.LocalCounterStore;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A request that waits without a thread. */
class SuspendedRequestTest {

    private enum End {
        ERROR {
            @Override
            void tell(AsyncListener listener) throws IOException {
                listener.onError(null);
            }
        },
        COMPLETION {
            @Override
            void tell(AsyncListener listener) throws IOException {
                listener.onComplete(null);
            }
        },
        TIMEOUT {
            @Override
            void tell(AsyncListener listener) throws IOException {
                listener.onTimeout(null);
            }
        };

        abstract void tell(AsyncListener listener) throws IOException;
    }

    private final Limiter limiter =
            new Limiter(
                    new LocalCounterStore(System::currentTimeMillis),
                    StoreTimeouts.of(Duration.ofMinutes(1)),
                    10);
    private final WaitingRoom room = limiter.waitingRoom();
    private final List<AsyncListener> listeners = new ArrayList<>();

    @AfterEach
    void close() {
        limiter.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_ends_during_its_delay_frees_its_place(End end) throws IOException {
        SuspendedRequest suspended =
                new SuspendedRequest(
                        request(),
                        new RevocableResponse(answering(HttpServletResponse.class, null)),
                        room);
        assertThat(suspended.suspend("ip:192.0.2.1", Duration.ofHours(1))).isTrue();
        assertThat(room.waiting()).isEqualTo(1);

        for (AsyncListener listener : listeners) {
            end.tell(listener);
        }

        assertThat(room.waiting()).isZero();
    }

    private HttpServletRequest request() {
        AsyncContext context =
                (AsyncContext)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {AsyncContext.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("addListener")) {
                                        listeners.add((AsyncListener) arguments[0]);
                                    }
                                    return null;
                                });
        return answering(HttpServletRequest.class, context);
    }

    /** Answers everything with the same. */
    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answer));
    }
}
