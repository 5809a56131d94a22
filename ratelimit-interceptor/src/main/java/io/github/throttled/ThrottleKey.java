package io.github.throttled;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter is (part of) the key of policies with {@code key=param}: calls with different
 * arguments, by their {@code toString()}, have different counters.
 *
 * <p>A REST request whose policy has such a key is charged when the method is called, after the
 * entity has been read, and not before.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ThrottleKey {}
