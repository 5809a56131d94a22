package io.github.throttled;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter says how many permits the call costs, times what the policy or the annotation says:
 * a number, or a collection, map, array or text, which costs its size, or an optional one of these.
 * A number is rounded up. Less than 1, and null, count as 1. What is too large for a {@code long},
 * and what is not a number (NaN), costs more than any limit can hold.
 *
 * <p>A REST request of such a method is charged when the method is called, after the entity has
 * been read, and not before.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ThrottleCost {}
