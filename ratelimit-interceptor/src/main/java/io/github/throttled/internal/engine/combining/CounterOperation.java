package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.UnusedPermits;
import io.github.throttled.internal.algorithm.Verdict;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One caller's question, completed with the answer. Who gives up on it completes it first; from
 * then on nobody asks it.
 */
public final class CounterOperation extends CompletableFuture<Verdict> {

    /** The same for all, so without a stack. */
    private static final RuntimeException UNASKED =
            new RuntimeException("the store is not asked now", null, false, false) {};

    private final Function<Counter, Verdict> question;
    private final long cost;
    private final boolean endsLease;
    private Debts.Taken owed;
    private boolean charged;
    private long chargedMillis;
    private boolean rejectedAlone;
    private boolean chargedForNothing;
    private boolean asked = true;
    private boolean awaited;
    private boolean peek;
    private boolean late;
    private Runnable next;

    private CounterOperation(Function<Counter, Verdict> question, long cost, boolean endsLease) {
        this.question = question;
        this.cost = cost;
        this.endsLease = endsLease;
    }

    private static CounterOperation notTaking(Function<Counter, Verdict> question) {
        return new CounterOperation(question, 0, false);
    }

    public static CounterOperation take(long permits) {
        return new CounterOperation(counter -> counter.take(permits), permits, true);
    }

    /** Takes permits for what has happened already: nobody can refuse it. */
    public static CounterOperation charge(long permits, long takenAtMillis) {
        CounterOperation call =
                new CounterOperation(
                        counter -> counter.charge(permits, takenAtMillis), permits, true);
        call.late = true;
        return call;
    }

    public static CounterOperation peek(long permits) {
        CounterOperation call = notTaking(counter -> counter.peek(permits));
        call.peek = true;
        return call;
    }

    /** Forgets all that was counted for the key, also by calls that were asked before it. */
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

    /** Undoes a take of what has not been used. */
    public static CounterOperation giveBack(UnusedPermits unused) {
        return notTaking(
                counter -> {
                    counter.giveBack(unused);
                    return counter.peek(1);
                });
    }

    /**
     * Takes permits that are held until the call ends, with the truth about those that this node
     * holds already: what is counted for it may be less, where it has admitted calls by itself.
     *
     * @param held what its calls hold, those of this one among what they may; asked for when it is
     *     decided
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
     * Ends a call that holds permits, with the truth about those that go on.
     *
     * @param takenAtMillis as in {@link #giveBack(long, long)}
     * @param isCounted whether it is known that the store has counted it
     * @param held what calls hold, this one no more for certain; asked for when it is decided
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
     * Renews what this node holds.
     *
     * @param held what its calls hold; asked for when it is decided
     */
    public static CounterOperation keep(Supplier<Holdings.Held> held) {
        return notTaking(
                counter -> {
                    Holdings.Held now = held.get();
                    counter.keep(now.atLeast(), now.atMost());
                    return counter.peek(1);
                });
    }

    /** Pays what this node owes for its key, and nothing else. */
    public static CounterOperation settle() {
        return peek(1);
    }

    /** Completes it with no answer, because nobody is asked. */
    public void leaveUnasked() {
        asked = false;
        completeExceptionally(UNASKED);
    }

    public boolean isAsked() {
        return asked;
    }

    /** The same call, which a thread is going to wait for. */
    public CounterOperation awaited() {
        awaited = true;
        return this;
    }

    /** Whether it asks what another call would be told. */
    boolean isPeek() {
        return peek;
    }

    /** Whether it charges what has happened already. */
    public boolean isLate() {
        return late;
    }

    boolean isAwaited() {
        return awaited;
    }

    /**
     * Completes it.
     *
     * @param next what the thread that waits for it has to do when it {@link #leave leaves}; null
     *     for nothing
     * @return false if it was complete, and nobody will do that
     */
    public boolean answer(Verdict verdict, Runnable next) {
        this.next = next;
        return complete(verdict);
    }

    /** The thread that has waited for it is going to leave. */
    public void leave() {
        if (!isCompletedExceptionally() && next != null) {
            next.run();
        }
    }

    /**
     * This node has admitted it, whatever the store says.
     *
     * @return false if it need not be charged, because it is
     */
    synchronized boolean owe(Debts.Taken taken) {
        if (charged) {
            return false;
        }
        owed = taken;
        return true;
    }

    /**
     * This node has rejected it, whatever the store says.
     *
     * @return whether the store has charged it, so that the permits have to be given back
     */
    synchronized boolean rejectAlone() {
        rejectedAlone = true;
        return charged;
    }

    /**
     * The store has charged it, of which nobody waited to hear.
     *
     * @param atMillis the {@link Verdict#atMillis} of the charge
     * @return what is owed for it, and now need not be paid; null for nothing
     */
    public synchronized Debts.Taken charge(long atMillis) {
        Debts.Taken paid = owed;
        charged = true;
        chargedMillis = atMillis;
        chargedForNothing = rejectedAlone;
        owed = null;
        return paid;
    }

    /** Whether this node had rejected it when the store charged it. */
    synchronized boolean isChargedForNothing() {
        return chargedForNothing;
    }

    /** Undoes what the store has charged for nothing. */
    public synchronized CounterOperation chargeGivenBack() {
        return giveBack(cost, chargedMillis);
    }

    /** Null for nothing. */
    synchronized Debts.Taken owed() {
        return owed;
    }

    synchronized boolean isCharged() {
        return charged;
    }

    /**
     * Makes the counter the stricter of itself and another state.
     *
     * @param state what the store held for the key where it was another one
     */
    public static CounterOperation join(long[] state) {
        return notTaking(
                counter -> {
                    counter.join(state);
                    return counter.peek(1);
                });
    }

    /** The same question again, unanswered. */
    public CounterOperation again() {
        CounterOperation again = new CounterOperation(question, cost, endsLease);
        again.peek = peek;
        again.late = late;
        return again;
    }

    /** Whether it has to know what this node has taken ahead and not used. */
    boolean endsLease() {
        return endsLease;
    }

    /** What it takes if it is admitted; 0 if it takes nothing in any case. */
    long cost() {
        return cost;
    }

    public Verdict ask(Counter counter) {
        return question.apply(counter);
    }
}
