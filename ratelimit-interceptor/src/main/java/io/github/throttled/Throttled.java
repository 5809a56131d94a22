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
 * Limits the rate of calls, over all nodes of the cluster.
 *
 * <p>On a class it speaks for all business methods, which then share the counters; on a method it
 * replaces what the class says. It works on CDI beans, EJBs, REST resources, and interfaces of
 * MicroProfile Rest Client, where it limits outgoing calls. A rejected call of a REST resource is
 * answered with status 429 before the entity is read; elsewhere the caller gets a {@link
 * RateLimitExceededException}.
 *
 * <pre>{@code
 * @Throttled(limit = "100/minute", key = "user|ip")       // defined here
 * @Throttled({"login-per-ip", "login-per-user"})          // defined in the configuration
 * }</pre>
 *
 * <p>A limit that is defined here is a policy like any other. It is named {@code Class.method}, or
 * {@code Class} where the annotation is on the class, and each member can be overridden in
 * MicroProfile Config with the first of these keys that is set:
 *
 * <ol>
 *   <li>{@code com.acme.Orders/list/Throttled/limit}
 *   <li>{@code com.acme.Orders/Throttled/limit}
 *   <li>{@code Throttled/limit}
 * </ol>
 *
 * <p>What is wrong in the annotation or in its overrides fails the deployment.
 */
@Inherited
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Throttled {

    /**
     * Names of policies defined under {@code throttled.policy.NAME.}; a call must pass all of them.
     * With exactly one name, the other members may define that policy here, and the configuration
     * overrides them.
     */
    @Nonbinding
    String[] value() default {};

    /**
     * The limit: {@code 100/minute}, {@code 10 per 15 minutes}, {@code 100/PT1H}, or several
     * separated by commas, all of which must admit the call.
     */
    @Nonbinding
    String limit() default "";

    /** How the limit counts. */
    @Nonbinding
    Strategy strategy() default Strategy.FIXED_WINDOW;

    /**
     * Who shares a counter: {@code ip}, {@code user}, {@code header:NAME} or {@code global}; {@code
     * a|b} is the first that is there, {@code a+b} both together.
     */
    @Nonbinding
    String key() default "user|ip";

    /** How many permits one call costs; at least 1 and at most the quota. */
    @Nonbinding
    long cost() default 1;
}
