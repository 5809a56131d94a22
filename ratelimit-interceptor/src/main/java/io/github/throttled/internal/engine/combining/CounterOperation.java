package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.UnusedPermits;
import io.github.throttled.internal.algorithm.Verdict;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One operation on a counter, completed with its verdict. A caller that gives up completes the
 * operation first; the operation is then no longer executed.
 */
public final class CounterOperation extends CompletableFuture<Verdict> {

    /** Shared by all operations, so it has no stack trace. */
    private static final RuntimeException UNASKED =
            new RuntimeException("the store is not asked now", null, false, false) {};

    private final Function<Counter, Verdict> decider;
    private final long cost;
    private final boolean endsLease;
    private Debts.Taken owed;
    private boolean charged;
    private long chargedMillis;
    private boolean rejectedLocally;
    private boolean chargedAfterRejection;
    private boolean asked = true;
    private boolean awaited;
    private boolean peek;
    private boolean unconditional;
    private Runnable followUp;

    private CounterOperation(Function<Counter, Verdict> decider, long cost, boolean endsLease) {
        this.decider = decider;
        this.cost = cost;
        this.endsLease = endsLease;
    }

    private static CounterOperation notTaking(Function<Counter, Verdict> decider) {
        return new CounterOperation(decider, 0, false);
    }

    public static CounterOperation take(long permits) {
        return new CounterOperation(counter -> counter.take(permits), permits, true);
    }

    /** Charges permits for work that has already happened. The limits cannot reject the charge. */
    public static CounterOperation charge(long permits, long takenAtMillis) {
        CounterOperation call =
                new CounterOperation(
                        counter -> counter.charge(permits, takenAtMillis), permits, true);
        call.unconditional = true;
        return call;
    }

    public static CounterOperation peek(long permits) {
        CounterOperation call = notTaking(counter -> counter.peek(permits));
        call.peek = true;
        return call;
    }

    /** Clears the counter of the key. Earlier operations on the key are cleared, too. */
    public static CounterOperation reset() {
        return new CounterOperation(
                counter -> {
                    counter.clear();
                    return counter.peek(1);
                },
                0,
                true);
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
        return notTaking(
                counter -> {
                    counter.giveBack(permits, takenAtMillis);
                    return counter.peek(permits);
                });
    }

    /** Returns the unused permits of a lease. */
    public static CounterOperation giveBack(UnusedPermits unused) {
        return notTaking(
                counter -> {
                    counter.giveBack(unused);
                    return counter.peek(1);
                });
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
                counter -> {
                    held.get().without(permits).correct(counter);
                    return counter.take(permits);
                },
                permits,
                true);
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
        return notTaking(
                counter -> {
                    if (isCounted) {
                        counter.giveBack(permits, takenAtMillis);
                        held.get().correct(counter);
                    } else {
                        held.get().without(permits).correct(counter);
                    }
                    return counter.peek(permits);
                });
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

    /** Fails the operation without asking the store. */
    public void failUnasked() {
        asked = false;
        completeExceptionally(UNASKED);
    }

    /** Whether the operation was meant for the store; false after {@link #failUnasked}. */
    public boolean isAsked() {
        return asked;
    }

    /** Marks the operation as awaited by a thread. */
    public CounterOperation awaited() {
        awaited = true;
        return this;
    }

    /** Whether the operation only reports what another call would get. */
    boolean isPeek() {
        return peek;
    }

    /**
     * Whether the operation charges work that has already happened, which the limits cannot reject.
     */
    public boolean isUnconditional() {
        return unconditional;
    }

    boolean isAwaited() {
        return awaited;
    }

    /**
     * Completes the operation.
     *
     * @param followUp what the waiting thread has to do in {@link #runFollowUp}; null for nothing
     * @return false if the operation was complete already; the follow-up will then not run
     */
    public boolean answer(Verdict verdict, Runnable followUp) {
        this.followUp = followUp;
        return complete(verdict);
    }

    /**
     * Runs the follow-up. The thread that has waited for the operation calls this once it has the
     * verdict.
     */
    public void runFollowUp() {
        if (!isCompletedExceptionally() && followUp != null) {
            followUp.run();
        }
    }

    /**
     * Records that this node has admitted the call without the store.
     *
     * @return false if the store has charged the call already, so that nothing is owed
     */
    synchronized boolean markOwed(Debts.Taken taken) {
        if (charged) {
            return false;
        }
        owed = taken;
        return true;
    }

    /**
     * Records that this node has rejected the call without the store.
     *
     * @return whether the store has charged the call, so that the permits have to be given back
     */
    synchronized boolean markRejectedLocally() {
        rejectedLocally = true;
        return charged;
    }

    /**
     * Records that the store has charged the call after its caller had given up.
     *
     * @param atMillis the {@link Verdict#atMillis} of the charge
     * @return the debt for the call, which is now paid; null for none
     */
    public synchronized Debts.Taken markCharged(long atMillis) {
        Debts.Taken paid = owed;
        charged = true;
        chargedMillis = atMillis;
        chargedAfterRejection = rejectedLocally;
        owed = null;
        return paid;
    }

    /** Whether this node had rejected the call when the store charged it. */
    synchronized boolean isChargedAfterRejection() {
        return chargedAfterRejection;
    }

    /** Returns an operation that undoes the charge of a call that this node rejected. */
    public synchronized CounterOperation undoCharge() {
        return giveBack(cost, chargedMillis);
    }

    /** The debt for this call; null for none. */
    synchronized Debts.Taken owed() {
        return owed;
    }

    synchronized boolean isCharged() {
        return charged;
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

    /** Returns an incomplete copy of this operation. */
    public CounterOperation again() {
        CounterOperation copy = new CounterOperation(decider, cost, endsLease);
        copy.peek = peek;
        copy.unconditional = unconditional;
        return copy;
    }

    /** Whether the operation needs the node's unused lease to be returned first. */
    boolean endsLease() {
        return endsLease;
    }

    /** The permits that an admission takes; 0 if the operation never takes any. */
    long cost() {
        return cost;
    }

    public Verdict ask(Counter counter) {
        return decider.apply(counter);
    }
}
