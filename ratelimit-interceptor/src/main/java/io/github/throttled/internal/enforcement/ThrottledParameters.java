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
 * Which parameters of a method say something about its calls.
 *
 * @param keys indexes of those that are the key
 * @param cost index of the one that tells the cost
 */
public record ThrottledParameters(int[] keys, OptionalInt cost) {

    /** Those of a method. */
    public static ThrottledParameters of(Method method) {
        return new ThrottledParameters(
                indexes(method, ThrottleKey.class).toArray(),
                indexes(method, ThrottleCost.class).findFirst());
    }

    /** Whether these charges cannot be made without a call's arguments. */
    public boolean areNeeded(Collection<Charge> charges) {
        return charges.stream().anyMatch(this::areNeeded);
    }

    /** Whether this charge cannot. */
    public boolean areNeeded(Charge charge) {
        return cost.isPresent() || charge.policy().key().needsArguments();
    }

    List<Object> keysIn(Object[] arguments) {
        return Arrays.stream(keys)
                .mapToObj(i -> arguments[i])
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The argument that tells the cost; null if none does. */
    Object costIn(Object[] arguments) {
        return cost.isPresent() ? arguments[cost.getAsInt()] : null;
    }

    private static IntStream indexes(Method method, Class<? extends Annotation> annotation) {
        Parameter[] all = method.getParameters();
        return IntStream.range(0, all.length).filter(i -> all[i].isAnnotationPresent(annotation));
    }
}
