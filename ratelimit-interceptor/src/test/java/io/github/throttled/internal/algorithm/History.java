package io.github.throttled.internal.algorithm;

import java.util.List;

/** Calls to one key of a policy with these limits, in the order in which they are made. */
record History(List<Rule> rules, List<Call> calls) {

    /** A call, and what its node's clock shows. */
    record Call(long time, long permits) {
        @Override
        public String toString() {
            return "take " + permits + " at " + time;
        }
    }

    Limits limits() {
        return Rule.limits(rules);
    }

    /** The only limit. */
    Rule rule() {
        return rules.get(0);
    }

    @Override
    public String toString() {
        return rules + ": " + calls;
    }
}
