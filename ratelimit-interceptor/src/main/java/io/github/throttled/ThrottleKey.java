package io.github.throttled;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that is the key, or a part of the key, of policies with {@code key=param}.
 * Calls with different arguments have different counters. Arguments are compared by {@code
 * toString()}, and arrays by their elements.
 *
 * <p>A REST request whose policy has such a key is charged after its entity has been read, when the
 * method is invoked.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ThrottleKey {}
