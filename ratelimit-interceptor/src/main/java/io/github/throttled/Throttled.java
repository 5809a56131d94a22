package io.github.throttled;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the rate of calls on all nodes of the cluster together.
 *
 * <p>On a class it applies to all business methods, which then share the counters. On a method it
 * replaces the annotation of the class. It works on CDI beans, EJBs, REST resources, and interfaces
 * of MicroProfile Rest Client, where it limits outgoing calls. A rejected request of a REST
 * resource gets status 429 before its entity is read. A timer skips a rejected timeout method.
 * Other rejected calls throw a {@link RateLimitExceededException}.
 *
 * <pre>{@code
 * @Throttled(limit = "100/minute", key = "user|ip")       // defined here
 * @Throttled({"login-per-ip", "login-per-user"})          // defined in the configuration
 * }</pre>
 *
 * <p>A limit that an annotation defines is a policy. Its name is {@code Class.method}, or {@code
 * Class} if the annotation is on the class. If several annotated methods have the same name, the
 * types of the parameters follow it: {@code Class.method-String-int}. MicroProfile Config overrides
 * each member with the first of these keys that is set:
 *
 * <ol>
 *   <li>{@code com.acme.Orders/list/Throttled/limit}
 *   <li>{@code com.acme.Orders/Throttled/limit}
 *   <li>{@code Throttled/limit}
 * </ol>
 *
 * <p>An invalid value in the annotation or in an override fails the deployment.
 */
@Inherited
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Throttled {

    /**
     * The names of policies that are defined under {@code throttled.policy.NAME.}; all of them must
     * admit a call. If there is exactly one name, the other members may define that policy. The
     * configuration then overrides them.
     *
     * @return empty if {@link #limit} defines a policy without a name. One of the two must be set,
     *     here or in the configuration
     */
    @Nonbinding
    String[] value() default {};

    /**
     * The limit: {@code 100/minute}, {@code 10 per 15 minutes}, {@code 100/PT1H}. Commas separate
     * several limits, at most 16; all of them must admit a call.
     *
     * @return empty if {@link #value} names policies that the configuration defines
     */
    @Nonbinding
    String limit() default "";

    /**
     * The algorithm by which the limit counts calls.
     *
     * @return one algorithm for all limits of the annotation
     */
    @Nonbinding
    Strategy strategy() default Strategy.FIXED_WINDOW;

    /**
     * The partition key; calls with the same key share a counter. Examples are {@code ip}, {@code
     * user}, {@code header:NAME} and {@code global}. {@code a|b} uses the first key that is
     * present; {@code a+b} combines both.
     *
     * @return key sources, joined with {@code |} and {@code +}; the default is the user, or the
     *     address of a caller without a user
     */
    @Nonbinding
    String key() default "user|ip";

    /**
     * The cost of one call. The cost of the policy in the configuration overrides it.
     *
     * @return permits; at least 1, and at most what each limit can hold: the quota, or the {@code
     *     burst} of a bucket
     */
    @Nonbinding
    long cost() default 1;
}
