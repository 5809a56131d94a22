package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.UnusedPermits;
import io.github.throttled.internal.algorithm.Verdict;

import java.util.function.Function;
import java.util.function.Supplier;

/** Something to do with a counter, and how it is decided. Immutable, so it can be done again. */
public final class CounterOperation {

    /** The kinds of operations that are executed differently. */
    private enum Kind {
        /** Takes permits if the limits admit it. */
        TAKE,
        /** Charges work that has already happened. */
        CHARGE,
        /** Reports what a call would get. */
        PEEK,
        /** Begins anew. */
        RESET,
        /** Returns or corrects permits. */
        OTHER
    }

    private final Kind kind;
    private final Function<Counter, Verdict> decider;
    private final Function<Counter, Verdict> repeated;
    private final long cost;

    private CounterOperation(Kind kind, long cost, Function<Counter, Verdict> decider) {
        this(kind, cost, decider, decider);
    }

    private CounterOperation(
            Kind kind,
            long cost,
            Function<Counter, Verdict> decider,
            Function<Counter, Verdict> repeated) {
        this.kind = kind;
        this.decider = decider;
        this.repeated = repeated;
        this.cost = cost;
    }

    private static CounterOperation notTaking(Function<Counter, Verdict> decider) {
        return new CounterOperation(Kind.OTHER, 0, decider);
    }

    /**
     * An operation that returns permits.
     *
     * @param repeated does what is left to do if the permits may be returned already
     */
    private static CounterOperation returning(
            Function<Counter, Verdict> decider, Function<Counter, Verdict> repeated) {
        return new CounterOperation(Kind.OTHER, 0, decider, repeated);
    }

    /** Takes permits if the limits admit it. */
    public static CounterOperation take(long permits) {
        return new CounterOperation(Kind.TAKE, permits, counter -> counter.take(permits));
    }

    /** Charges permits for work that has already happened. The limits cannot reject the charge. */
    public static CounterOperation charge(long permits, long takenAtMillis) {
        return new CounterOperation(
                Kind.CHARGE, permits, counter -> counter.charge(permits, takenAtMillis));
    }

    /** Reports what a call would get, and changes nothing. */
    public static CounterOperation peek(long permits) {
        return new CounterOperation(Kind.PEEK, 0, counter -> counter.peek(permits));
    }

    /** Clears the counter of the key. Earlier operations on the key are cleared, too. */
    public static CounterOperation reset() {
        return new CounterOperation(
                Kind.RESET,
                0,
                counter -> {
                    counter.clear();
                    return counter.peek(1);
                });
    }

    /** Ends a ban that the policy has imposed. */
    public static CounterOperation pardon() {
        return notTaking(
                counter -> {
                    counter.pardon();
                    return counter.peek(1);
                });
    }

    /**
     * Undoes a take.
     *
     * @param takenAtMillis the {@link Verdict#atMillis} of the take
     */
    public static CounterOperation giveBack(long permits, long takenAtMillis) {
        return returning(
                counter -> {
                    counter.giveBack(permits, takenAtMillis);
                    return counter.peek(permits);
                },
                counter -> counter.peek(permits));
    }

    /** Returns the unused permits of a lease. */
    public static CounterOperation giveBack(UnusedPermits unused) {
        return returning(
                counter -> {
                    counter.giveBack(unused);
                    return counter.peek(1);
                },
                counter -> counter.peek(1));
    }

    /**
     * Takes permits that are held until the call ends. The operation also corrects what the counter
     * records for this node: the record may be too low if the node has admitted calls by itself.
     *
     * @param held the permits that this node's calls hold; those of this call are among the
     *     possible ones. Evaluated when the operation is decided.
     */
    public static CounterOperation hold(long permits, Supplier<Holdings.Held> held) {
        return new CounterOperation(
                Kind.TAKE,
                permits,
                counter -> {
                    held.get().without(permits).correct(counter);
                    return counter.take(permits);
                });
    }

    /**
     * Ends a call that holds permits. The operation also corrects what the counter records for this
     * node's running calls.
     *
     * @param takenAtMillis as in {@link #giveBack(long, long)}
     * @param isCounted whether the store has certainly counted the call
     * @param held the permits that this node's calls hold, certainly without those of this call.
     *     Evaluated when the operation is decided.
     */
    public static CounterOperation end(
            long permits, long takenAtMillis, boolean isCounted, Supplier<Holdings.Held> held) {
        Function<Counter, Verdict> correct =
                counter -> {
                    held.get().without(permits).correct(counter);
                    return counter.peek(permits);
                };
        if (!isCounted) {
            return notTaking(correct);
        }
        return returning(
                counter -> {
                    counter.giveBack(permits, takenAtMillis);
                    held.get().correct(counter);
                    return counter.peek(permits);
                },
                correct);
    }

    /**
     * Renews the permits that this node holds.
     *
     * @param held the permits that this node's calls hold. Evaluated when the operation is decided.
     */
    public static CounterOperation keep(Supplier<Holdings.Held> held) {
        return notTaking(
                counter -> {
                    Holdings.Held now = held.get();
                    counter.keep(now.atLeast(), now.atMost());
                    return counter.peek(1);
                });
    }

    /** Pays the debt of the key, and does nothing else. */
    public static CounterOperation settle() {
        return peek(1);
    }

    /**
     * Makes the counter the stricter of itself and another state.
     *
     * @param state what the store held for the key in the other part of the cluster
     */
    public static CounterOperation merge(long[] state) {
        return notTaking(
                counter -> {
                    counter.join(state);
                    return counter.peek(1);
                });
    }

    /** Whether the operation needs the node's unused lease to be returned first. */
    boolean endsLease() {
        return switch (kind) {
            case TAKE, CHARGE, RESET -> true;
            case PEEK, OTHER -> false;
        };
    }

    /** Whether the operation only reports what another call would get. */
    boolean isPeek() {
        return kind == Kind.PEEK;
    }

    /**
     * Whether the operation charges work that has already happened, which the limits cannot reject.
     */
    public boolean isUnconditional() {
        return kind == Kind.CHARGE;
    }

    /** The permits that an admission takes; 0 if the operation never takes any. */
    long cost() {
        return cost;
    }

    /** Does it with a counter. */
    public Verdict ask(Counter counter) {
        return decider.apply(counter);
    }

    /**
     * Does it with a counter that may have it already. Takes permits once more, but does not return
     * them once more.
     */
    Verdict askAgain(Counter counter) {
        return repeated.apply(counter);
    }
}
