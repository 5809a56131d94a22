package io.github.throttled.internal.store.hazelcast;

import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.ForwardingCounters;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The counters of a grid for as long as this node belongs to it: what it may not ask fails at once,
 * and so does what was under way when that changed, for it may be done or not.
 */
final class MembershipCounters extends ForwardingCounters {

    private final Membership membership;

    MembershipCounters(Counters counters, Membership membership) {
        super(counters);
        this.membership = membership;
    }

    @Override
    protected <T> CompletionStage<T> ask(String key, Supplier<CompletionStage<T>> question) {
        try {
            int era = membership.era();
            return question.get().thenApplyAsync(answer -> checked(answer, era), HERE);
        } catch (RuntimeException e) {
            // An instance that is shutting down throws instead of failing a stage.
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> T checked(T answer, int era) {
        if (!membership.isStill(era)) {
            throw new IllegalStateException("this node has left the cluster that it had asked");
        }
        return answer;
    }
}
