package io.github.throttled.cluster;

import io.github.throttled.load.ConstantRate;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Callers that come for some seconds, and leave. Each visit sends one request more than its key may
 * send in a minute. Most visitors are known and come again when all others have been there; each
 * fourth has a new key, so that a node that never forgets a key grows.
 */
final class Visits {

    /** How many requests a visit sends. */
    static final int REQUESTS = SoakBook.QUOTA + 1;

    /** How many visitors take turns. */
    private static final int AT_A_TIME = 500;

    private static final int NEW_EVERY = 4;

    /** How many requests it takes until other visitors take turns. */
    private static final long ROUND = (long) AT_A_TIME * REQUESTS;

    private final String name;
    private final int known;
    private final int whole;
    private final AtomicIntegerArray admitted;

    /**
     * Visits that send so many requests together; the last ones may be cut short.
     *
     * @param name what all keys begin with
     * @param known how many keys come again and again
     */
    Visits(String name, int known, long requests) {
        this.name = name;
        this.known = known;
        this.whole = Math.toIntExact(requests / ROUND * AT_A_TIME);
        this.admitted = new AtomicIntegerArray(whole + (int) Math.min(AT_A_TIME, requests % ROUND));
    }

    /** The request of that number, from 0. */
    ConstantRate.Request request(LimitedBook book, long number) {
        return new ConstantRate.Request(
                book.route().path(), Counter.HEADER + ": " + key(number) + "\r\n");
    }

    /** The key that sends it. */
    String key(long number) {
        int visit = visit(number);
        boolean isNew = visit % NEW_EVERY == NEW_EVERY - 1;
        return name + '-' + (isNew ? "new-" + visit : (visit - visit / NEW_EVERY) % known);
    }

    private static int visit(long number) {
        return (int) (number / ROUND * AT_A_TIME + number % AT_A_TIME);
    }

    /** Counts the answer to the request of that number. */
    void answered(long number, int status) {
        if (status < 400) {
            admitted.incrementAndGet(visit(number));
        }
    }

    int count() {
        return admitted.length();
    }

    /** How many of them have a new key. */
    int newcomers() {
        return count() / NEW_EVERY;
    }

    /** The most requests that one of them was admitted. */
    int most() {
        return IntStream.range(0, count()).map(admitted::get).max().orElse(0);
    }

    /** How many were admitted less than the quota, though none of those that are cut short. */
    long under() {
        return IntStream.range(0, whole)
                .filter(visit -> admitted.get(visit) < SoakBook.QUOTA)
                .count();
    }
}
