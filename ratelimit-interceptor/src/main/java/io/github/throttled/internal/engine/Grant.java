package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.engine.combining.DecisionFactory;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;

/** A decision, and what was taken for it. Thread-safe. */
public final class Grant {

    private static final Runnable NOTHING = () -> {};

    /** What is to be done for a call of which nobody knows yet whether it costs. */
    interface Undecided extends Runnable {

        /** It costs: where the limits stand now. */
        Decision charge();
    }

    /** Spares each grant an object. */
    private static final AtomicReferenceFieldUpdater<Grant, Runnable> UNDO =
            AtomicReferenceFieldUpdater.newUpdater(Grant.class, Runnable.class, "undo");

    private final boolean allowed;
    private final boolean ofStore;
    private final Supplier<Decision> whole;
    private volatile Runnable undo;
    private volatile Decision decision;

    private Grant(
            boolean allowed,
            boolean ofStore,
            Decision decision,
            Supplier<Decision> whole,
            Runnable undo) {
        this.allowed = allowed;
        this.ofStore = ofStore;
        this.decision = decision;
        this.whole = whole;
        this.undo = undo;
    }

    /** A decision for which permits were taken, if it allows the call. */
    static Grant of(Decision decision, Runnable undo) {
        return of(decision, true, undo);
    }

    /** Like {@link #of(Decision, Runnable)}, of a decision that somebody made for the store. */
    static Grant withoutStore(Decision decision, Runnable undo) {
        return of(decision, false, undo);
    }

    private static Grant of(Decision decision, boolean ofStore, Runnable undo) {
        boolean allowed = decision.allowed();
        return new Grant(allowed, ofStore, decision, null, allowed ? undo : NOTHING);
    }

    /** A decision for which nothing was taken. */
    static Grant of(Decision decision) {
        return of(decision, NOTHING);
    }

    /**
     * An admission for which permits were taken.
     *
     * @param whole tells more of the decision, for those who want to know
     */
    static Grant admitted(Supplier<Decision> whole, Runnable undo) {
        return new Grant(true, true, null, whole, undo);
    }

    /** Whether the call may go on. */
    public boolean allowed() {
        return allowed;
    }

    /** Whether the store counts it; false if it did not answer, and this node decided alone. */
    public boolean isOfStore() {
        return ofStore;
    }

    public Decision decision() {
        Decision known = decision;
        if (known == null) {
            known = whole.get();
            decision = known;
        }
        return known;
    }

    /** Whether it is still open whether the call costs: nothing was taken for it so far. */
    public boolean isUndecided() {
        return undo instanceof Undecided;
    }

    /**
     * The call costs what it was admitted for. Does nothing if that was taken before, or given
     * back; else it waits until the store has counted it, and the decision says what is left then.
     */
    public void charge() {
        if (undo instanceof Undecided open && UNDO.compareAndSet(this, open, NOTHING)) {
            decision = DecisionFactory.in(decision().partition(), open.charge());
        }
    }

    /** The same for a caller whose key this stands for. This one gives nothing back any more. */
    public Grant in(String partition) {
        return new Grant(
                allowed,
                ofStore,
                null,
                () -> DecisionFactory.in(partition, decision()),
                UNDO.getAndSet(this, NOTHING));
    }

    /** Gives it back: the call has to wait for its turn, and there is no place where it could. */
    public Grant withoutRoom() {
        giveBack();
        return of(DecisionFactory.noRoom(decision()));
    }

    /**
     * Gives back what was taken, as far as it still counts; does nothing the second time, and if
     * the call was rejected. Returns at once: calls of the same key that this node decides from now
     * on find it given back, others soon. If the store fails meanwhile, it stays taken.
     */
    public void giveBack() {
        UNDO.getAndSet(this, NOTHING).run();
    }
}
