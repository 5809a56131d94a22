package io.github.throttled.internal.engine;

import static net.jqwik.api.Tuple.of;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.Cluster;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import java.util.List;
import java.util.stream.LongStream;

/** Whatever happens in whatever order, two nodes admit what one list of grants would. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class ScheduleProperties {

    private static final long LARGEST_QUOTA = 6;

    /** Something that happens to a cluster. */
    private sealed interface Step {

        record Ask(int node, String key, long permits, boolean peek) implements Step {}

        record Tick(long millis) implements Step {}

        record Answer(int choice) implements Step {}

        record GiveBack(int choice) implements Step {}

        record MemberLeaves() implements Step {}

        record AnswerAsIfDefeated(int choice) implements Step {}

        record FailThoughDone(int choice) implements Step {}

        record GiveUp(int choice) implements Step {}
    }

    @Property
    void without_faults_every_answer_is_exact(
            @ForAll("policies") Policy policy, @ForAll("calmSteps") List<Step> steps) {
        play(policy, steps);
    }

    @Property
    void faults_never_admit_more(
            @ForAll("policies") Policy policy, @ForAll("stormySteps") List<Step> steps) {
        play(policy, steps);
    }

    private static void play(Policy policy, List<Step> steps) {
        Cluster cluster = new Cluster(policy);
        steps.forEach(step -> play(cluster, step));
        cluster.finish();
    }

    private static void play(Cluster cluster, Step step) {
        if (step instanceof Step.Ask ask) {
            cluster.ask(ask.node(), ask.key(), ask.permits(), ask.peek());
        } else if (step instanceof Step.Tick tick) {
            cluster.tick(tick.millis());
        } else if (step instanceof Step.Answer answer) {
            cluster.answer(answer.choice());
        } else if (step instanceof Step.GiveBack giveBack) {
            cluster.giveBack(giveBack.choice());
        } else if (step instanceof Step.MemberLeaves) {
            cluster.memberLeaves();
        } else if (step instanceof Step.AnswerAsIfDefeated answer) {
            cluster.answerAsIfDefeated(answer.choice());
        } else if (step instanceof Step.FailThoughDone failure) {
            cluster.failThoughDone(failure.choice());
        } else if (step instanceof Step.GiveUp giveUp) {
            cluster.giveUp(giveUp.choice());
        }
    }

    @Provide
    Arbitrary<Policy> policies() {
        List<Policy> policies =
                LongStream.rangeClosed(1, LARGEST_QUOTA)
                        .boxed()
                        .flatMap(Policies::ofEveryStrategy)
                        .filter(policy -> policy.limits().size() == 1)
                        .toList();
        return Arbitraries.of(policies);
    }

    @Provide
    Arbitrary<List<Step>> calmSteps() {
        return Arbitraries.frequencyOf(
                        of(5, asks()),
                        of(8, answers()),
                        of(1, ticks()),
                        of(1, choices().map(Step.GiveBack::new)))
                .list()
                .ofMaxSize(80);
    }

    @Provide
    Arbitrary<List<Step>> stormySteps() {
        Arbitrary<Integer> choices = choices();
        return Arbitraries.frequencyOf(
                        of(10, asks()),
                        of(16, answers()),
                        of(2, ticks()),
                        of(6, choices.map(Step.GiveBack::new)),
                        of(3, choices.map(Step.AnswerAsIfDefeated::new)),
                        of(1, Arbitraries.create(Step.MemberLeaves::new)),
                        of(1, choices.map(Step.FailThoughDone::new)),
                        of(1, choices.map(Step.GiveUp::new)))
                .list()
                .ofMaxSize(80);
    }

    private static Arbitrary<Step> asks() {
        return Combinators.combine(
                        Arbitraries.of(0, 1),
                        Arbitraries.frequency(of(4, "hot"), of(1, "cold")),
                        Arbitraries.frequency(of(6, 1L), of(2, 2L), of(1, LARGEST_QUOTA)),
                        Arbitraries.frequency(of(9, false), of(1, true)))
                .as(Step.Ask::new);
    }

    private static Arbitrary<Step> answers() {
        return choices().map(Step.Answer::new);
    }

    /** From one millisecond to more than two windows. */
    private static Arbitrary<Step> ticks() {
        return Arbitraries.of(1L, 9_999L, 10_000L, 25_000L, 59_999L, 60_000L, 150_000L)
                .map(Step.Tick::new);
    }

    private static Arbitrary<Integer> choices() {
        return Arbitraries.integers().between(0, 3);
    }
}
