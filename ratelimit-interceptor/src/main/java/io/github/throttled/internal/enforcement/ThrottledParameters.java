package io.github.throttled.internal.enforcement;

import io.github.throttled.ThrottleCost;
import io.github.throttled.ThrottleKey;
import io.github.throttled.internal.config.model.Charge;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The parameters of a method that determine the key or the cost of its calls.
 *
 * @param keys indexes of the parameters that form the key
 * @param cost index of the parameter that determines the cost
 */
public record ThrottledParameters(int[] keys, OptionalInt cost) {

    /** Finds the annotated parameters of a method. */
    public static ThrottledParameters of(Method method) {
        return new ThrottledParameters(
                indexes(method, ThrottleKey.class).toArray(),
                indexes(method, ThrottleCost.class).findFirst());
    }

    /** Whether any of these charges needs the arguments of a call. */
    public boolean areNeeded(Collection<Charge> charges) {
        return charges.stream().anyMatch(this::areNeeded);
    }

    /** Whether this charge needs the arguments of a call. */
    public boolean areNeeded(Charge charge) {
        return cost.isPresent() || charge.policy().key().needsArguments();
    }

    List<Object> keysIn(Object[] arguments) {
        return Arrays.stream(keys)
                .mapToObj(i -> arguments[i])
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Returns the argument that determines the cost; null if the method has no such parameter. */
    Object costIn(Object[] arguments) {
        return cost.isPresent() ? arguments[cost.getAsInt()] : null;
    }

    private static IntStream indexes(Method method, Class<? extends Annotation> annotation) {
        Parameter[] all = method.getParameters();
        return IntStream.range(0, all.length).filter(i -> all[i].isAnnotationPresent(annotation));
    }
}
