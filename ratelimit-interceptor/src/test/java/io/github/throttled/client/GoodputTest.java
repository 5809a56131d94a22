package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.QuotaUnit;
import io.github.throttled.internal.algorithm.Algorithm;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.response.RateLimitFields;
import io.github.throttled.internal.response.RetryAfter;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A client that obeys the fields gets nearly as much as one that knows the state of the server. The
 * server's counters, the fields and the client are the real ones; only the time is not.
 */
class GoodputTest {

    private static final Duration MINUTES = Duration.ofMinutes(10);
    private static final Duration LONG = Duration.ofDays(1);
    private static final long START = Instant.parse("2026-03-04T05:06:07Z").toEpochMilli();
    private static final long LATENCY_MILLIS = 1;

    /** A limit, its counter, and the time of its server. */
    private static final class Server {

        private final Limits limits;
        private long[] state;
        private long millis;
        private int admitted;
        private int rejected;

        Server(Algorithm algorithm) {
            this.limits = new Limits(List.of(algorithm));
        }

        long waitMillis() {
            return limits.open(state, START + millis).peek(1).waitMillis();
        }

        Decision call() {
            var counter = limits.open(state, START + millis);
            Verdict verdict = counter.take(1);
            state = counter.toStored();
            admitted += verdict.admitted() ? 1 : 0;
            rejected += verdict.admitted() ? 0 : 1;
            millis += LATENCY_MILLIS;
            return new DecisionFactory("p", QuotaUnit.REQUESTS, limits).of(verdict);
        }

        boolean isOver() {
            return millis >= MINUTES.toMillis();
        }
    }

    static Stream<Arguments> limits() {
        // A permit every 0.6 s: whole seconds are all that the fields can say.
        return Stream.of(
                Arguments.of("fixed window", 0.97, Algorithm.fixedWindow(100, 60_000)),
                Arguments.of("sliding window", 0.97, Algorithm.slidingWindow(100, 60_000)),
                Arguments.of("sliding log", 0.97, Algorithm.slidingLog(100, 60_000)),
                Arguments.of("segmented window", 0.97, Algorithm.segmentedWindow(100, 60_000, 6)),
                Arguments.of("token bucket", 0.97, Algorithm.tokenBucket(100, 60_000, 100)),
                Arguments.of("token bucket, small", 0.97, Algorithm.tokenBucket(100, 60_000, 5)),
                Arguments.of("token bucket, slow", 0.97, Algorithm.tokenBucket(5, 60_000, 5)),
                Arguments.of("leaky bucket", 0.6, Algorithm.leakyBucket(100, 60_000, 1, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void an_obedient_client_gets_nearly_what_an_informed_one_gets(
            String name, double share, Algorithm algorithm) {
        int informed = informed(new Server(algorithm));
        Server server = new Server(algorithm);
        int obedient = obedient(server);

        assertThat(obedient).isBetween((int) (share * informed), informed);
        assertThat(server.rejected).isZero();
    }

    private static int informed(Server server) {
        while (!server.isOver()) {
            server.millis += server.waitMillis();
            server.call();
        }
        return server.admitted;
    }

    private static int obedient(Server server) {
        OriginState client = new OriginState();
        while (!server.isOver()) {
            await(server, client.rejectionLeft(now(server)));
            await(server, client.delay(now(server), LONG));
            await(server, client.rejectionLeft(now(server)));
            Decision decision = server.call();
            int status = decision.allowed() ? 200 : 429;
            MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
            RateLimitFields.write(List.of(decision), Set.of(HeaderStyle.IETF), status, fields);
            RetryAfter.add(status, List.of(decision), fields);
            client.update(
                    RateLimitResponse.of(
                            status, field -> (String) fields.getFirst(field), Instant.EPOCH),
                    now(server));
        }
        return server.admitted;
    }

    private static void await(Server server, Duration wait) {
        server.millis += wait.plusNanos(999_999).toMillis();
    }

    private static Duration now(Server server) {
        return Duration.ofMillis(server.millis);
    }
}
