package io.github.throttled.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks for twice as many permits as there are, with the threads of the row, in a grid on two nodes
 * at once. A limiter that admits more has over-admitted, one that admits less has refused too
 * early.
 */
final class Exam {

    private final Load load;
    private final Site site;
    private final List<String> keys;
    private final int permits;

    private Exam(Load load, Site site) {
        this.load = load;
        this.site = site;
        this.keys = site.keys(load.keys().get(0) == 1 ? 1 : 100);
        // Enough for all threads to meet, and for each to go through all keys evenly.
        this.permits = keys.size() > 1 ? 64 : load.clustered() ? 6_400 : 640_000;
    }

    static Outcome of(Load load, Contender contender, Site site) {
        site.growForExam();
        Exam exam = new Exam(load, site);
        List<Decider> deciders = site.deciders(contender, "exam", exam.permits, exam.keys);
        try {
            long start = System.nanoTime();
            long admitted = exam.admitted(deciders);
            Duration lasted = Duration.ofNanos(System.nanoTime() - start);
            return Outcome.ofExam(admitted, exam.allowed(contender, admitted, lasted));
        } finally {
            deciders.forEach(Decider::close);
        }
    }

    /** What comes back during the exam may be taken, but nobody has to be there in time. */
    private long allowed(Contender contender, long admitted, Duration lasted) {
        long quotas = (long) permits * keys.size();
        if (!contender.refills()) {
            return quotas;
        }
        long refilled = quotas * lasted.toMillis() / Setting.WINDOW.toMillis() + keys.size();
        return Math.min(Math.max(quotas, admitted), quotas + refilled);
    }

    private long admitted(List<Decider> deciders) {
        ExecutorService callers = Executors.newFixedThreadPool(load.threads());
        try {
            CountDownLatch start = new CountDownLatch(load.threads());
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < load.threads(); i++) {
                counts.add(callers.submit(caller(site.asked(deciders, i), start)));
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The exam was not finished.", e);
        } finally {
            callers.shutdown();
        }
    }

    private Callable<Long> caller(List<Decider> nodes, CountDownLatch start) {
        int rounds = 2 * permits / load.threads();
        return () -> {
            start.countDown();
            start.await();
            long admitted = 0;
            int node = 0;
            for (int round = 0; round < rounds; round++) {
                for (String key : keys) {
                    admitted += nodes.get(node++ % nodes.size()).tryAcquire(key) ? 1 : 0;
                }
            }
            return admitted;
        };
    }
}
