package io.github.throttled.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was done to the nodes, and all that clients got. Many threads may add to it. */
final class History {

    /** How much before something strange is shown of what was done. */
    private static final long CONTEXT_MILLIS = 15_000;

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Sent> unlimited = new ConcurrentLinkedQueue<>();
    private final long beginNanos = System.nanoTime();

    /**
     * Something that was done, or that was seen to have happened.
     *
     * @param millis since the run began
     * @param kind what is the same of it each time; empty if it is no fault
     */
    record Event(long millis, String kind, String what) {
        @Override
        public String toString() {
            return "%8.3f  %s".formatted(millis / 1000.0, what);
        }
    }

    /** Milliseconds since the run began. */
    long now() {
        return (System.nanoTime() - beginNanos) / 1_000_000;
    }

    /** Adds a fault, or its end, and tells whoever looks on. */
    void fault(String kind, String node) {
        add(new Event(now(), kind, node + ": " + kind));
    }

    /** Adds what is no fault. */
    void note(String what) {
        add(new Event(now(), "", what));
    }

    private void add(Event event) {
        events.add(event);
        System.out.printf("%s  [%d calls, %d strange]%n", event, sent.size(), errors().size());
    }

    void add(Sent call) {
        sent.add(call);
    }

    /** Adds a request that is not limited. */
    void addUnlimited(Sent call) {
        unlimited.add(call);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    List<Sent> unlimited() {
        return List.copyOf(unlimited);
    }

    List<Sent> errors() {
        return sent.stream().filter(call -> call.how() == Sent.End.ERROR).toList();
    }

    long count(Sent.End how) {
        return sent.stream().filter(call -> call.how() == how).count();
    }

    /** The calls that were admitted, by where they were counted. */
    Map<Counter, List<Sent>> admitted() {
        return sent.stream()
                .filter(call -> call.how() == Sent.End.ADMITTED)
                .collect(Collectors.groupingBy(Sent::counter));
    }

    /** What was done, and these calls, in the order in which they ended. */
    String around(List<Sent> calls) {
        long first = calls.stream().mapToLong(Sent::begin).min().orElse(0) - CONTEXT_MILLIS;
        long last = calls.stream().mapToLong(Sent::end).max().orElse(0);
        record Line(long millis, String text) {}
        List<Line> lines = new ArrayList<>();
        events.stream()
                .filter(event -> event.millis() >= first && event.millis() <= last)
                .forEach(event -> lines.add(new Line(event.millis(), event.toString())));
        calls.forEach(call -> lines.add(new Line(call.end(), call.toString())));
        return lines.stream()
                .sorted(Comparator.comparingLong(Line::millis))
                .map(Line::text)
                .collect(Collectors.joining("\n"));
    }

    /** All that is not ordinary, for a file. */
    Stream<String> unusual() {
        return around(
                        sent.stream()
                                .filter(
                                        call ->
                                                call.how() != Sent.End.ADMITTED
                                                        && call.how() != Sent.End.REFUSED)
                                .toList())
                .lines();
    }
}
