package io.github.throttled.internal.algorithm;

import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.Scope;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.ForwardingCounterStore;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** What is limited, and how much of it a node may have on lease. */
record Leased(Rule rule, long lease) {

    static final String KEY = "global";

    /** A grid of so many nodes that share what one of them could have alone. */
    static final class Shared extends ForwardingCounterStore {

        private final int nodes;

        Shared(CounterStore store, int nodes) {
            super(store);
            this.nodes = nodes;
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public int members() {
            return nodes;
        }

        @Override
        public void close() {
            // Others use it.
        }
    }

    Policy policy() {
        return policy(1);
    }

    /** A policy of which each call costs so much. */
    Policy policy(long cost) {
        Strategy strategy =
                switch (rule.kind()) {
                    case FIXED_WINDOW -> Strategy.FIXED_WINDOW;
                    case SLIDING_WINDOW, SEGMENTED_WINDOW -> Strategy.SLIDING_WINDOW;
                    case SLIDING_LOG -> Strategy.SLIDING_LOG;
                    case TOKEN_BUCKET -> Strategy.TOKEN_BUCKET;
                    case LEAKY_BUCKET -> Strategy.LEAKY_BUCKET;
                };
        Counting counting =
                new Counting(
                        strategy,
                        rule.kind() == Rule.Kind.SEGMENTED_WINDOW ? rule.segments() : 0,
                        rule.kind() == Rule.Kind.LEAKY_BUCKET ? rule.segments() : 0,
                        Duration.ZERO,
                        lease,
                        ZoneId.of("UTC"));
        return new Policy(
                "leased",
                List.of(new Limit(rule.quota(), Duration.ofMillis(rule.windowMillis()))),
                counting,
                KeyExpression.parse(KEY),
                new Cost(cost),
                Scope.EVERY_CALL,
                OnStoreFailure.DENY,
                1000);
    }
}
