package io.github.throttled.internal.concurrent;

import java.util.function.Consumer;

/**
 * Runs a task again also after a failure, where an executor would drop it silently. For one thread
 * at a time.
 */
public final class RepeatedTask implements Runnable {

    private final Runnable task;
    private final Consumer<Throwable> onFailure;
    private final Runnable onRecovery;
    private boolean isFailing;

    /**
     * @param onFailure receives the first of several failures in a row
     * @param onRecovery runs after the first success that follows a failure
     */
    public RepeatedTask(Runnable task, Consumer<Throwable> onFailure, Runnable onRecovery) {
        this.task = task;
        this.onFailure = onFailure;
        this.onRecovery = onRecovery;
    }

    @Override
    public void run() {
        try {
            task.run();
            if (isFailing) {
                isFailing = false;
                onRecovery.run();
            }
        } catch (RuntimeException | Error e) {
            if (!isFailing) {
                isFailing = true;
                onFailure.accept(e);
            }
        }
    }
}
