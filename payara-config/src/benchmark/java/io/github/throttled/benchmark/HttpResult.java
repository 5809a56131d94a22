package io.github.throttled.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * What one endpoint achieved, round by round. The rounds of all endpoints of a run are in the same
 * order, so that each can be compared with that of another at the same time.
 */
record HttpResult(Endpoint endpoint, List<Round> rounds) {

    /**
     * One round.
     *
     * @param rate requests per second
     * @param cpuMicros of the server for each request
     */
    record Round(double rate, double p99Millis, double cpuMicros) {}

    static HttpResult none(Endpoint endpoint) {
        return new HttpResult(endpoint, new ArrayList<>());
    }

    void add(Round round) {
        rounds.add(round);
    }

    Sample all(ToDoubleFunction<Round> figure) {
        Sample sample = new Sample();
        rounds.forEach(round -> sample.add(figure.applyAsDouble(round)));
        return sample;
    }

    /** The ratios to another's in the same round. */
    Sample ratios(HttpResult peer, ToDoubleFunction<Round> figure) {
        return compared(peer, figure, (ours, others) -> ours / others);
    }

    /** How much more it is than another's in the same round. */
    Sample differences(HttpResult peer, ToDoubleFunction<Round> figure) {
        return compared(peer, figure, (ours, others) -> ours - others);
    }

    private Sample compared(
            HttpResult peer, ToDoubleFunction<Round> figure, DoubleBinaryOperator comparison) {
        Sample sample = new Sample();
        for (int i = 0; i < rounds.size(); i++) {
            sample.add(
                    comparison.applyAsDouble(
                            figure.applyAsDouble(rounds.get(i)),
                            figure.applyAsDouble(peer.rounds.get(i))));
        }
        return sample;
    }
}
