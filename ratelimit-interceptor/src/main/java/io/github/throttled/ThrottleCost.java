package io.github.throttled;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that determines how many permits a call costs.
 *
 * <p>The value of the parameter multiplies the cost of the policy or annotation. A number is
 * rounded up. A collection, map, array or text counts as its size. An optional counts as its
 * content. A result below 1, null, and any other object count as 1. NaN and a number that exceeds
 * {@code long} cost more than any limit can hold. If several parameters have this annotation, the
 * first one applies.
 *
 * <p>A REST request of such a method is charged after its entity has been read, when the method is
 * invoked.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ThrottleCost {}
