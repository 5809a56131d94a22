package io.github.throttled.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The time of a strict decision by the number of members: one in this process, which is asked by
 * one thread, and the others in processes of their own. The keys are spread over all of them, so
 * the part of them that needs a round trip grows with the members.
 */
final class MembersRun {

    private static final String IMAGE = "images/growth-members.svg";

    private static final int MOST = 5;
    private static final int KEYS = 10_000;
    private static final int CHUNK = 100;

    private static final List<Contender> CONTENDERS =
            List.of(Contender.THROTTLED, Contender.BUCKET4J_ENTRY_PROCESSOR);

    private final Plan plan;

    MembersRun(Plan plan) {
        this.plan = plan;
    }

    /** Runs it, and describes what came of it. */
    Section run() throws IOException {
        Growth growth = new Growth("members");
        TreeMap<Integer, Double> ours = new TreeMap<>();
        for (int members = 1; members <= MOST; members++) {
            Map<Contender, Sample> samples = measure(members);
            for (Contender contender : CONTENDERS) {
                growth.add(contender, members, samples.get(contender).median());
            }
            ours.put(members, samples.get(Contender.THROTTLED).median());
        }
        System.out.print(growth.table());
        return section(growth, ours);
    }

    /** In turn, so that other load on the machine hits all alike. */
    private Map<Contender, Sample> measure(int members) throws IOException {
        Map<Contender, Sample> samples = new LinkedHashMap<>();
        try (Grid grid = Grid.start(1, members - 1)) {
            List<String> keys = Keys.of(KEYS, key -> true);
            Map<Contender, Decider> deciders = new LinkedHashMap<>();
            for (Contender contender : CONTENDERS) {
                Setting setting =
                        new Setting(
                                grid.here().get(0),
                                contender.name().toLowerCase(),
                                Setting.PLENTY,
                                keys);
                Decider decider = contender.on(setting);
                Filling.fill(decider, keys);
                deciders.put(contender, decider);
                samples.put(contender, new Sample());
            }
            for (int i = 0; i < plan.warmups() + plan.iterations(); i++) {
                boolean counts = i >= plan.warmups();
                deciders.forEach(
                        (contender, decider) -> {
                            double nanos = nanosOf(decider, keys);
                            if (counts) {
                                samples.get(contender).add(nanos);
                            }
                        });
            }
            deciders.values().forEach(Decider::close);
        }
        return samples;
    }

    private double nanosOf(Decider decider, List<String> keys) {
        long begin = System.nanoTime();
        long end = begin + plan.time().convertTo(TimeUnit.NANOSECONDS);
        int calls = 0;
        while (System.nanoTime() - end < 0) {
            for (int i = 0; i < CHUNK; i++) {
                // A prime number apart, so that the members are asked in no order.
                if (!decider.tryAcquire(keys.get((int) (calls * 7919L % KEYS)))) {
                    throw new IllegalStateException("There are permits, but none was given.");
                }
                calls++;
            }
        }
        return (double) (System.nanoTime() - begin) / calls;
    }

    private static Section section(Growth growth, TreeMap<Integer, Double> ours) {
        double roundTrip = ours.get(2) - ours.get(1);
        String text =
                """

                ## Growth by members

                The time of a strict decision with one thread on one node, for %s keys that are spread over all members, each a process on these cores:

                ![Time of a strict decision by the number of members](%s)

                %s
                With one member no key needs a round trip; with two, half of them do, which adds %s to the mean. With five, four fifths of them do, and a decision takes %s of what it
                takes with two. A decision never asks more than the member that owns the key and, through it, the one that has its copy.
                """
                        .formatted(
                                Figures.count(KEYS),
                                IMAGE,
                                growth.table(),
                                Growth.time(roundTrip),
                                Figures.ratio(ours.get(MOST) / ours.get(2)));
        return new Section(text, Map.of(IMAGE, growth.svg()), List.of());
    }
}
