package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what clients got. Many threads may add to it. */
final class Tally {

    private static final Queue<Long> NONE = new ConcurrentLinkedQueue<>();

    private final Map<Counter, Queue<Long>> admitted = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final Queue<Node> unanswered = new ConcurrentLinkedQueue<>();
    private final LongAdder refused = new LongAdder();
    private final AtomicInteger answers = new AtomicInteger();

    /** Adds an answer. */
    void add(Node node, Counter counter, Answer answer) {
        answers.incrementAndGet();
        if (answer.isCompleteRefusal()) {
            refused.increment();
        } else if (answer.status() == counter.limited().statusWhenAdmitted()) {
            admitted.computeIfAbsent(counter, c -> new ConcurrentLinkedQueue<>())
                    .add(System.currentTimeMillis());
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
        return admitted.getOrDefault(counter, NONE).size();
    }

    /** When answers that admitted calls which were counted there had arrived, earliest first. */
    List<Long> admissionMillis(Counter counter) {
        return admitted.getOrDefault(counter, NONE).stream().sorted().toList();
    }

    /** How many calls were admitted, whatever they were counted by. */
    long admitted() {
        return admitted.values().stream().mapToLong(Queue::size).sum();
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
