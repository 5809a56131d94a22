package io.github.throttled.it.misplaced;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Sums {

    @Throttled("shop")
    public static int one() {
        return 1;
    }

    public int three() {
        return one() + two();
    }

    @Throttled("shop")
    private int two() {
        return 2;
    }
}
