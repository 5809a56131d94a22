package io.github.throttled.internal.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.Scope;
import io.github.throttled.internal.config.settings.Durability;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.LimiterCalls;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A long quota on a node that is stopped and started again. */
class DurableQuotaTest {

    private static final Duration WINDOW = Duration.ofDays(30);

    private final AtomicLong clock = new AtomicLong(WINDOW.toMillis() * 600);
    private final JdbcDataSource database = new JdbcDataSource();

    DurableQuotaTest() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CONCURRENT"},
            mode = EnumSource.Mode.EXCLUDE)
    void every_strategy_goes_on_where_it_was(Strategy strategy) {
        Policy policy = policy(strategy);
        int admitted = 0;
        for (int starts = 0; starts < 4; starts++) {
            admitted += admissionsOfOneRun(policy);
            clock.addAndGet(1);
        }

        assertThat(admitted).isEqualTo(5);

        clock.addAndGet(2 * WINDOW.toMillis());
        assertThat(admissionsOfOneRun(policy)).isEqualTo(2);
    }

    private int admissionsOfOneRun(Policy policy) {
        int admitted = 0;
        try (Limiter limiter = new Limiter(store(), Duration.ofMinutes(1))) {
            for (int i = 0; i < 2; i++) {
                Decision decision = LimiterCalls.decide(limiter, policy, "user:alice", 1);
                admitted += decision.allowed() ? 1 : 0;
            }
        }
        return admitted;
    }

    private DurableCounterStore store() {
        return new DurableCounterStore(
                new LocalCounterStore(clock::get),
                new CounterTable(database, "shop"),
                new Durability(Set.of("export"), "jdbc/quotas", Duration.ofSeconds(5)),
                Duration.ofMinutes(1));
    }

    private static Policy policy(Strategy strategy) {
        return new Policy(
                "export",
                List.of(new Limit(5, WINDOW)),
                new Counting(strategy, 0, 5, Duration.ZERO, Counting.STRICT, ZoneId.of("UTC")),
                KeyExpression.parse("user"),
                new Cost(1),
                Scope.EVERY_CALL,
                OnStoreFailure.DENY,
                100);
    }
}
