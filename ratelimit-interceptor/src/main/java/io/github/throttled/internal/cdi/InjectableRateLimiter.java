package io.github.throttled.internal.cdi;

import io.github.throttled.Decision;
import io.github.throttled.Hold;
import io.github.throttled.RateLimiter;
import io.github.throttled.internal.enforcement.ManualLimiter;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.CompletionStage;

/**
 * The {@link RateLimiter} that applications inject.
 *
 * <p>It looks up the limiter once, because a lookup for each call takes longer than a decision. For
 * the same reason it has no scope that needs a proxy. It is serializable, so that it can be
 * injected into passivated beans.
 */
@Dependent
class InjectableRateLimiter implements RateLimiter, Serializable {

    private static final long serialVersionUID = 1L;

    @Inject private transient ThrottledExtension extension;
    @Inject private transient CurrentCaller caller;

    /** Null until the first use. */
    private transient volatile ManualLimiter limiter;

    @Override
    public Decision tryAcquire(String policy, String key, long permits) {
        return limiter().tryAcquire(policy, key, permits);
    }

    @Override
    public CompletionStage<Decision> tryAcquireAsync(String policy, String key, long permits) {
        return limiter().tryAcquireAsync(policy, key, permits);
    }

    @Override
    public Hold hold(String policy, String key) {
        return limiter().hold(policy, key);
    }

    @Override
    public Decision peek(String policy, String key) {
        return limiter().peek(policy, key);
    }

    @Override
    public String callerAddress() {
        return extension.application().addressOf(caller);
    }

    @Override
    public void reset(String policy, String key) {
        limiter().reset(policy, key);
    }

    /** Not at injection: other extensions may create beans before the deployment is validated. */
    private ManualLimiter limiter() {
        ManualLimiter known = limiter;
        if (known == null) {
            known = extension.application().manualLimiter();
            limiter = known;
        }
        return known;
    }

    private Object writeReplace() {
        return new SerializedReference(RateLimiter.class);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("Only what stands for it is serialized.");
    }
}
