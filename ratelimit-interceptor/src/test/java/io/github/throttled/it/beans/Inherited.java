package io.github.throttled.it.beans;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.enterprise.context.Dependent;

/** What a bean inherits: the annotation of a class, and that of a method it does not override. */
public class Inherited {

    private Inherited() {}

    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public static class ThrottledParent {

        public String inherited() {
            return "inherited";
        }

        public String redefined() {
            return "parent";
        }
    }

    @Dependent
    public static class ChildOfThrottled extends ThrottledParent {

        @Override
        public String redefined() {
            return "child";
        }
    }

    public static class FreeParent {

        @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
        public String inherited() {
            return "inherited";
        }

        @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
        public String redefined() {
            return "parent";
        }
    }

    @Dependent
    public static class ChildOfFree extends FreeParent {

        @Override
        public String redefined() {
            return "child";
        }
    }
}
