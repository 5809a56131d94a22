package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.engine.combining.DecisionFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;

/** A decision, and the permits that were taken for it. Thread-safe. */
public final class Grant {

    private static final Runnable NOTHING = () -> {};

    /** The two possible ends of a call that may or may not cost permits. */
    interface Undecided extends Runnable {

        /** Charges the call, and returns the state of the limits after that. */
        Decision charge();
    }

    /** Saves one object for each grant. */
    private static final AtomicReferenceFieldUpdater<Grant, Runnable> UNDO =
            AtomicReferenceFieldUpdater.newUpdater(Grant.class, Runnable.class, "undo");

    private final boolean allowed;
    private final boolean ofStore;
    private final Supplier<Decision> lazyDecision;
    private volatile Runnable undo;
    private volatile Decision decision;

    private Grant(
            boolean allowed,
            boolean ofStore,
            Decision decision,
            Supplier<Decision> lazyDecision,
            Runnable undo) {
        this.allowed = allowed;
        this.ofStore = ofStore;
        this.decision = decision;
        this.lazyDecision = lazyDecision;
        this.undo = undo;
    }

    /** A decision for which permits were taken, if it admits the call. */
    static Grant of(Decision decision, Runnable undo) {
        return of(decision, true, undo);
    }

    /**
     * Like {@link #of(Decision, Runnable)}, for a decision that this node made without the store.
     */
    static Grant withoutStore(Decision decision, Runnable undo) {
        return of(decision, false, undo);
    }

    private static Grant of(Decision decision, boolean ofStore, Runnable undo) {
        boolean allowed = decision.allowed();
        return new Grant(allowed, ofStore, decision, null, allowed ? undo : NOTHING);
    }

    /** A decision for which nothing will be given back. */
    static Grant of(Decision decision) {
        return of(decision, NOTHING);
    }

    /**
     * An admission for which permits were taken.
     *
     * @param lazyDecision computes the decision when it is first asked for
     */
    static Grant admitted(Supplier<Decision> lazyDecision, Runnable undo) {
        return new Grant(true, true, null, lazyDecision, undo);
    }

    /** Whether the call was admitted. */
    public boolean allowed() {
        return allowed;
    }

    /**
     * Whether the store counts the call; false if the store did not answer and this node decided
     * alone.
     */
    public boolean isOfStore() {
        return ofStore;
    }

    public Decision decision() {
        Decision known = decision;
        if (known == null) {
            known = lazyDecision.get();
            decision = known;
        }
        return known;
    }

    /** Whether the call may still turn out to cost nothing. Nothing was taken for it so far. */
    public boolean isUndecided() {
        return undo instanceof Undecided;
    }

    /**
     * Charges an undecided call: waits until the store has counted it, and updates the decision.
     * Does nothing if the call was charged or given back before.
     */
    public void charge() {
        if (undo instanceof Undecided open && UNDO.compareAndSet(this, open, NOTHING)) {
            decision = DecisionFactory.withPartition(decision().partition(), open.charge());
        }
    }

    /**
     * Returns the same grant for a caller with this partition. This one gives nothing back any
     * more.
     */
    public Grant withPartition(String partition) {
        return new Grant(
                allowed,
                ofStore,
                null,
                () -> DecisionFactory.withPartition(partition, decision()),
                UNDO.getAndSet(this, NOTHING));
    }

    /**
     * Returns the same rejection, with a later time to return.
     *
     * @param by not negative
     */
    public Grant rejectedForLonger(Duration by) {
        return new Grant(false, ofStore, DecisionFactory.later(decision(), by), null, NOTHING);
    }

    /** Gives the permits back and rejects the call, because the waiting room is full. */
    public Grant rejectedAsWaitingRoomFull() {
        giveBack();
        return of(DecisionFactory.waitingRoomFull(decision()));
    }

    /**
     * Gives back what was taken, as far as it still counts. Does nothing the second time, or if the
     * call was rejected. Returns at once: later calls of the key on this node see the returned
     * permits at once, those on other nodes soon. If the store fails meanwhile, or a member of it
     * leaves, the permits may stay taken.
     */
    public void giveBack() {
        UNDO.getAndSet(this, NOTHING).run();
    }
}
