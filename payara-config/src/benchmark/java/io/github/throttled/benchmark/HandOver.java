package io.github.throttled.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Decides nothing: one thread tells all who wait that they may go on, again and again, and asks no
 * grid. Callers that share an answer, however it is found, cannot be served faster than they can be
 * put to sleep and woken.
 */
final class HandOver implements Decider {

    private final BlockingQueue<CompletableFuture<Boolean>> waiting = new LinkedBlockingQueue<>();
    private final Thread answerer = new Thread(this::answer, "hand-over");

    private HandOver() {
        answerer.setDaemon(true);
        answerer.start();
    }

    static Decider of(Setting setting) {
        return new HandOver();
    }

    @Override
    public boolean tryAcquire(String key) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        waiting.add(answer);
        return answer.join();
    }

    private void answer() {
        List<CompletableFuture<Boolean>> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                batch.forEach(caller -> caller.complete(true));
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        answerer.interrupt();
    }
}
