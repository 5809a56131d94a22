package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what clients got. Many threads may add to it. */
final class Tally {

    private final Map<Counter, LongAdder> admitted = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final Queue<Node> unanswered = new ConcurrentLinkedQueue<>();
    private final LongAdder refused = new LongAdder();
    private final AtomicInteger answers = new AtomicInteger();

    /** Adds an answer. */
    void add(Node node, Counter counter, Answer answer) {
        answers.incrementAndGet();
        if (answer.isCompleteRefusal()) {
            refused.increment();
        } else if (answer.status() == counter.endpoint().statusWhenAdmitted()) {
            admitted.computeIfAbsent(counter, c -> new LongAdder()).increment();
        } else {
            surprises.add(node.name() + " to " + counter + ": " + answer);
        }
    }

    /** Adds a request that the node did not answer. */
    void addUnanswered(Node node) {
        unanswered.add(node);
    }

    int answers() {
        return answers.get();
    }

    /** How many calls were admitted that were counted there. */
    long admitted(Counter counter) {
        LongAdder count = admitted.get(counter);
        return count == null ? 0 : count.sum();
    }

    /** How many calls were admitted, whatever they were counted by. */
    long admitted() {
        return admitted.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many were refused, and told all that they have to be told. */
    long refused() {
        return refused.sum();
    }

    /** Answers that were neither. */
    Queue<String> surprises() {
        return surprises;
    }

    /** The nodes that did not answer, one for each such request. */
    Queue<Node> unanswered() {
        return unanswered;
    }

    void assertNothingButAdmissionsAndRefusals() {
        assertThat(surprises).isEmpty();
        assertThat(unanswered).isEmpty();
    }

    void assertNotOverAdmitted(Counter counter) {
        assertThat(admitted(counter)).isLessThanOrEqualTo(Endpoint.QUOTA);
    }
}
