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
 * resource gets status 429 before its entity is read. Other rejected calls throw a {@link
 * RateLimitExceededException}.
 *
 * <pre>{@code
 * @Throttled(limit = "100/minute", key = "user|ip")       // defined here
 * @Throttled({"login-per-ip", "login-per-user"})          // defined in the configuration
 * }</pre>
 *
 * <p>A limit that an annotation defines is a policy. Its name is {@code Class.method}, or {@code
 * Class} if the annotation is on the class. MicroProfile Config overrides each member with the
 * first of these keys that is set:
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
     * admit a call. With exactly one name, the other members may define that policy, and the
     * configuration overrides them.
     */
    @Nonbinding
    String[] value() default {};

    /**
     * The limit: {@code 100/minute}, {@code 10 per 15 minutes}, {@code 100/PT1H}. Several limits
     * are separated by commas; all of them must admit a call.
     */
    @Nonbinding
    String limit() default "";

    /** The algorithm by which the limit counts calls. */
    @Nonbinding
    Strategy strategy() default Strategy.FIXED_WINDOW;

    /**
     * The partition key; calls with the same key share a counter. For example {@code ip}, {@code
     * user}, {@code header:NAME} or {@code global}. {@code a|b} uses the first key that is present;
     * {@code a+b} combines both.
     */
    @Nonbinding
    String key() default "user|ip";

    /** The cost of one call in permits; at least 1 and at most the quota. */
    @Nonbinding
    long cost() default 1;
}
