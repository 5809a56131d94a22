package io.github.throttled.benchmark;

/**
 * What one endpoint achieved, round by round: each figure, and its ratio to that of the endpoint
 * without Throttled in the same round.
 *
 * @param rate requests per second
 * @param p99 in milliseconds
 * @param cpu of the server for each request, in microseconds
 */
record HttpResult(Endpoint endpoint, Compared rate, Compared p99, Compared cpu) {

    /** A figure, and its ratio to another. */
    record Compared(Sample figure, Sample ratio) {

        Compared() {
            this(new Sample(), new Sample());
        }

        private void add(double value, double base) {
            figure.add(value);
            ratio.add(value / base);
        }
    }

    /** One round. */
    record Round(double rate, double p99Millis, double cpuMicros) {}

    static HttpResult none(Endpoint endpoint) {
        return new HttpResult(endpoint, new Compared(), new Compared(), new Compared());
    }

    /**
     * Adds a round.
     *
     * @param base the round of the endpoint without Throttled
     */
    void add(Round round, Round base) {
        rate.add(round.rate(), base.rate());
        p99.add(round.p99Millis(), base.p99Millis());
        cpu.add(round.cpuMicros(), base.cpuMicros());
    }
}
