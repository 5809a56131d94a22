package io.github.throttled.benchmark.deployed;

import com.sun.management.ThreadMXBean;

import io.github.bucket4j.Bucket;
import io.github.throttled.RateLimiter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Asks again and again, on threads of the server: for the limiter that is injected, or a peer of
 * the same application. All have one key, and permits that no run exhausts, but where they are
 * denied.
 */
@Path("loop")
@ApplicationScoped
public class LoopResource {

    /** Of the loop that admits. */
    public static final String POLICY = "strict";

    public static final String KEY = "tenant";

    private static final long PERMITS = 1_000_000_000;

    private static final int CHUNK = 1_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Inject private RateLimiter limiter;

    /**
     * Runs it.
     *
     * @param who one of the cases below
     * @return how many calls, how many were admitted, nanoseconds, and bytes that were allocated
     */
    @GET
    @Path("{who}")
    public String loop(
            @PathParam("who") String who,
            @QueryParam("threads") @DefaultValue("1") int threads,
            @QueryParam("millis") @DefaultValue("1000") long millis)
            throws InterruptedException, ExecutionException {
        BooleanSupplier call = call(who);
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            long begin = System.nanoTime();
            long end = begin + Duration.ofMillis(millis).toNanos();
            List<Callable<long[]>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(() -> loop(call, end));
            }
            long calls = 0;
            long admitted = 0;
            long bytes = 0;
            for (Future<long[]> done : callers.invokeAll(all)) {
                calls += done.get()[0];
                admitted += done.get()[1];
                bytes += done.get()[2];
            }
            return calls + " " + admitted + " " + (System.nanoTime() - begin) + " " + bytes;
        } finally {
            callers.shutdown();
        }
    }

    /** How many calls, how many admitted, and bytes: no class but this one is deployed. */
    private static long[] loop(BooleanSupplier call, long end) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        long calls = 0;
        long admitted = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < CHUNK; i++) {
                admitted += call.getAsBoolean() ? 1 : 0;
            }
            calls += CHUNK;
        }
        return new long[] {calls, admitted, THREADS.getThreadAllocatedBytes(thread) - before};
    }

    private BooleanSupplier call(String who) {
        switch (who) {
            case "throttled":
                return () -> limiter.tryAcquire(POLICY, KEY).allowed();
            case "denied":
                return () -> limiter.tryAcquire("denied", KEY).allowed();
            case "bucket4j":
                Bucket bucket = bucket();
                return () -> bucket.tryConsume(1);
            case "bucket4j-probe":
                Bucket probed = bucket();
                return () -> probed.tryConsumeAndReturnRemaining(1).isConsumed();
            default:
                throw new IllegalArgumentException(who);
        }
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(PERMITS)
                                        .refillIntervally(PERMITS, Duration.ofDays(1)))
                .build();
    }
}
