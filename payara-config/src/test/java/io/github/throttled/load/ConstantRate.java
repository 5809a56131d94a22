package io.github.throttled.load;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Requests that arrive at a constant rate, whether or not earlier ones have been answered. The time
 * of an answer counts from when its request should have been sent. So a server that stands still
 * for a second is charged with that second by all requests that arrive meanwhile, and not only by
 * those few that it keeps waiting: the percentiles are free of coordinated omission. Gil Tene
 * describes the problem, and this remedy for it, in "How NOT to measure latency" (2013).
 *
 * <p>There are as many requests under way as there are connections. When all of them wait, the next
 * requests wait for a connection, and that counts as well.
 */
public final class ConstantRate {

    /** So far the answers' times are told apart. */
    private static final int DIGITS = 3;

    private final List<URI> servers;
    private final int connections;

    /**
     * @param servers who are asked, each by the same number of connections
     * @param connections in all; at least one for each server
     */
    public ConstantRate(List<URI> servers, int connections) {
        this.servers = List.copyOf(servers);
        this.connections = connections;
    }

    /**
     * What is sent.
     *
     * @param path with its query
     * @param fields lines of the head, each with CRLF at its end
     */
    public record Request(String path, String fields) {

        /** One without fields of its own. */
        public static Request of(String path) {
            return new Request(path, "");
        }
    }

    /** Hears of each answer; called by as many threads as there are connections. */
    @FunctionalInterface
    public interface Listener {
        void answered(long number, int status);
    }

    /**
     * What came of it.
     *
     * @param nanos from when a request should have been sent to the end of its answer
     * @param admitted how many were answered with a status below 400
     * @param rejected how many were answered with 429
     * @param failed how many were answered with another status
     */
    public record Answers(Histogram nanos, long admitted, long rejected, long failed) {

        /** Of no request. */
        public static Answers none() {
            return new Answers(new Histogram(DIGITS), 0, 0, 0);
        }

        /** These and more; adds the times to these. */
        public Answers and(Answers more) {
            nanos.add(more.nanos);
            return new Answers(
                    nanos,
                    admitted + more.admitted,
                    rejected + more.rejected,
                    failed + more.failed);
        }

        /** How many requests there were. */
        public long requests() {
            return nanos.getTotalCount();
        }

        /** The time that so many percent of the answers took at most, in milliseconds. */
        public double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /**
     * Sends requests for some time, and waits for all answers.
     *
     * @param perSecond how many
     * @param request the one of that number, from 0
     * @throws IOException if one was not answered
     */
    public Answers ask(double perSecond, Duration time, LongFunction<Request> request)
            throws IOException, InterruptedException {
        return ask(perSecond, time, request, (number, status) -> {});
    }

    /**
     * The same, and tells what each request was answered with.
     *
     * @param listener gets the number of a request and the status of its answer
     */
    public Answers ask(
            double perSecond, Duration time, LongFunction<Request> request, Listener listener)
            throws IOException, InterruptedException {
        long requests = Math.round(perSecond * time.toNanos() / 1e9);
        return ask(Schedule.evenly(1e9 / perSecond, requests), request, listener);
    }

    /**
     * Sends requests for some time as fast as they are answered: each connection sends the next one
     * when it has the answer to the last. The times of the answers mean nothing then.
     *
     * @param request the one of that number, from 0
     * @throws IOException if one was not answered
     */
    public Answers atOnce(Duration time, LongFunction<Request> request)
            throws IOException, InterruptedException {
        return ask(Schedule.atOnce(time), request, (number, status) -> {});
    }

    /**
     * How many requests each second the servers answer to these connections when they are sent
     * {@linkplain #atOnce at once}.
     *
     * @throws IOException if one was not answered, or {@linkplain Answers#failed failed}: errors
     *     may be faster than answers
     */
    public double capacity(Duration time, LongFunction<Request> request)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Answers answers = atOnce(time, request);
        if (answers.failed() > 0) {
            throw new IOException(answers.failed() + " answers were neither admissions nor 429.");
        }
        return answers.requests() * 1e9 / (System.nanoTime() - begin);
    }

    private Answers ask(Schedule schedule, LongFunction<Request> request, Listener listener)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Answers>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                URI server = servers.get(i % servers.size());
                parts.add(threads.submit(() -> ask(server, schedule, request, listener)));
            }
            Answers all = Answers.none();
            for (Future<Answers> part : parts) {
                all = all.and(part.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException("A request was not answered: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Answers ask(
            URI server, Schedule schedule, LongFunction<Request> request, Listener listener)
            throws IOException {
        Histogram nanos = new Histogram(DIGITS);
        long admitted = 0;
        long rejected = 0;
        try (HttpConnection connection = new HttpConnection(server)) {
            for (long i = schedule.next(); i >= 0; i = schedule.next()) {
                Request next = request.apply(i);
                long due = schedule.awaitTurn(i);
                int status = connection.get(next.path(), next.fields());
                nanos.recordValue(Math.max(0, System.nanoTime() - due));
                admitted += status < 400 ? 1 : 0;
                rejected += status == 429 ? 1 : 0;
                listener.answered(i, status);
            }
        }
        return new Answers(nanos, admitted, rejected, nanos.getTotalCount() - admitted - rejected);
    }

    /**
     * When each request should be sent.
     *
     * @param requests how many there are
     * @param endNanos after which none is sent any more
     */
    private record Schedule(
            long beginNanos, double intervalNanos, long requests, long endNanos, AtomicLong taken) {

        static Schedule evenly(double intervalNanos, long requests) {
            long now = System.nanoTime();
            return new Schedule(
                    now, intervalNanos, requests, now + Long.MAX_VALUE, new AtomicLong());
        }

        static Schedule atOnce(Duration time) {
            long now = System.nanoTime();
            return new Schedule(now, 0, Long.MAX_VALUE, now + time.toNanos(), new AtomicLong());
        }

        /** The number of the next request; negative if there is none. */
        long next() {
            long number = taken.getAndIncrement();
            return number < requests && System.nanoTime() - endNanos < 0 ? number : -1;
        }

        /** Waits until that request should be sent, and tells when that was. */
        long awaitTurn(long number) {
            long due = beginNanos + Math.round(number * intervalNanos);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return due;
        }
    }
}
