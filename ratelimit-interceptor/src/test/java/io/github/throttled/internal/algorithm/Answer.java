package io.github.throttled.internal.algorithm;

/** What a caller learns of one limit: admitted if there is nothing to wait for. */
record Answer(long waitMillis, long remaining, long moreMillis, long resetMillis) {

    /** What a policy's only limit said. */
    static Answer of(Verdict verdict) {
        Verdict.Reading reading = verdict.readings().get(0);
        return new Answer(
                verdict.waitMillis(),
                reading.remaining(),
                reading.moreMillis(),
                reading.resetMillis());
    }

    /** The same answer to a caller whose clock is behind. */
    Answer behind(long millis) {
        return new Answer(
                waitMillis == Algorithm.NEVER ? waitMillis : later(waitMillis, millis),
                remaining,
                later(moreMillis, millis),
                later(resetMillis, millis));
    }

    private static long later(long duration, long millis) {
        return duration == 0 ? 0 : duration + millis;
    }
}
