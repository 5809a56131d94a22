package io.github.throttled.benchmark;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Decisions of one contender on one row. Every answer is counted, and when the last caller has left
 * the books are compared with what the limiter has counted; then follows the {@link Exam}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecisionBenchmark {

    @Benchmark
    public boolean decide(Caller caller) {
        return caller.call();
    }

    /** The limiters, and how many callers they still have. */
    @State(Scope.Benchmark)
    public static class Field {

        private static final Duration ALONE = Duration.ofSeconds(2);

        @Param public Row row;
        @Param public Contender contender;

        @Param({"1"})
        public int keys;

        private final AtomicInteger callers = new AtomicInteger();
        private final LongAdder admitted = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private Site site;
        private List<Decider> deciders;
        private List<String> names;

        @Setup
        public void open() throws IOException {
            site = Site.open(row.load());
            int permits = row.load().exhausted() ? 1 : Setting.PLENTY;
            names = site.keys(keys);
            deciders = site.deciders(contender, "speed", permits, names);
            Filling.fill(deciders.get(0), names);
            warmUpAlone();
        }

        /** Among more callers than processors the compiler would be one of many. */
        private void warmUpAlone() {
            Decider any = deciders.get(0);
            long end = System.nanoTime() + ALONE.toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                (any.tryAcquire(names.get(i % names.size())) ? admitted : refused).increment();
            }
        }

        private int enter() {
            return callers.getAndIncrement();
        }

        private void leave(Caller caller) {
            admitted.add(caller.admitted);
            refused.add(caller.refused);
            if (callers.decrementAndGet() == 0) {
                close();
            }
        }

        /** The shared state could be torn down while others still call; the last caller cannot. */
        private void close() {
            deciders.forEach(Decider::settle);
            Outcome run = Outcome.ofRun(this, admitted.sum(), refused.sum());
            deciders.forEach(Decider::close);
            Outcome exam =
                    contender.hasQuota() ? Exam.of(row.load(), contender, site) : Outcome.NONE;
            run.plus(exam).write();
            site.close();
        }

        boolean exhausted() {
            return row.load().exhausted();
        }

        /** How many permits the limiter has counted, or {@link Decider#UNKNOWN}. */
        long counted() {
            if (keys > 10_000) {
                return Decider.UNKNOWN;
            }
            Decider any = deciders.get(0);
            long sum = 0;
            for (String name : names) {
                long counted = any.counted(name);
                if (counted == Decider.UNKNOWN) {
                    return Decider.UNKNOWN;
                }
                sum += counted;
            }
            return sum;
        }

        int filled() {
            return names.size();
        }
    }

    /** One thread, which goes through all keys again and again, in an order of its own. */
    @State(Scope.Thread)
    public static class Caller {

        private Field field;
        private Decider[] nodes;
        private String[] keys;
        private int node;
        private int key;
        private long admitted;
        private long refused;

        @Setup
        public void enter(Field entered) {
            field = entered;
            int number = field.enter();
            nodes = field.site.asked(field.deciders, number).toArray(Decider[]::new);
            keys = field.names.toArray(String[]::new);
            Collections.shuffle(Arrays.asList(keys), new Random(number));
        }

        boolean call() {
            boolean answer = nodes[node].tryAcquire(keys[key]);
            if (answer) {
                admitted++;
            } else {
                refused++;
            }
            if (++node == nodes.length) {
                node = 0;
                key = key + 1 == keys.length ? 0 : key + 1;
            }
            return answer;
        }

        @TearDown
        public void leave() {
            field.leave(this);
        }
    }
}
