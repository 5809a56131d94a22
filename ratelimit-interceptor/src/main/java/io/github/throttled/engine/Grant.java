package io.github.throttled.engine;

import io.github.throttled.Decision;

import java.util.concurrent.atomic.AtomicReference;

/** A decision, and what was taken for it. Thread-safe. */
public final class Grant {

    private static final Runnable NOTHING = () -> {};

    private final Decision decision;
    private final AtomicReference<Runnable> undo;

    Grant(Decision decision, Runnable undo) {
        this.decision = decision;
        this.undo = new AtomicReference<>(decision.allowed() ? undo : NOTHING);
    }

    /** A decision for which nothing was taken. */
    static Grant of(Decision decision) {
        return new Grant(decision, NOTHING);
    }

    public Decision decision() {
        return decision;
    }

    /** The same for a caller whose key this stands for. This one gives nothing back any more. */
    public Grant in(String partition) {
        return new Grant(Decisions.in(partition, decision), undo.getAndSet(NOTHING));
    }

    /** Gives it back: the call has to wait for its turn, and there is no place where it could. */
    public Grant withoutRoom() {
        giveBack();
        return of(Decisions.noRoom(decision));
    }

    /**
     * Gives back what was taken, as far as it still counts; does nothing the second time, and if
     * the call was rejected. Returns at once: calls of the same key that this node decides from now
     * on find it given back, others soon. If the store fails meanwhile, it stays taken.
     */
    public void giveBack() {
        undo.getAndSet(NOTHING).run();
    }
}
