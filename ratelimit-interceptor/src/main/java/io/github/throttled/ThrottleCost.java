package io.github.throttled;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that determines how many permits a call costs.
 *
 * <p>The cost is the value of the parameter, multiplied by the cost of the policy or annotation.
 * The parameter is a number, or a collection, map, array or text, which costs its size, or an
 * optional of these. A number is rounded up. A number below 1, and null, count as 1. A number that
 * exceeds {@code long}, and NaN, cost more than any limit can hold.
 *
 * <p>A REST request of such a method is charged after its entity has been read, when the method is
 * invoked.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ThrottleCost {}
