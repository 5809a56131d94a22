package io.github.throttled.internal.engine.combining;

import static net.jqwik.api.Tuple.of;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Fallback;
import io.github.throttled.internal.engine.ManualStore;
import io.github.throttled.internal.engine.Policies;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Two nodes whose store answers, hangs, fails and loses answers, in whatever order: when all is
 * over it has counted every call that anybody has admitted, and none twice unless an answer was
 * lost. What is given back while the store fails or a member leaves may stay taken.
 */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class DebtProperties {

    private static final String KEY = "global";

    /** So much that nobody is ever refused. */
    private static final int QUOTA = 100_000;

    /** What happens next. */
    private sealed interface Step {

        /** A call on a node. */
        record Ask(int node, long permits) implements Step {}

        /** The store does something that it was asked for. */
        record Answer(int choice) implements Step {}

        /** It does not do it, and says so. */
        record Fail(int choice) implements Step {}

        /** It does it, and the answer is an error. */
        record Lose(int choice) implements Step {}

        /** It does it, and says that another node was faster. */
        record Defeat(int choice) implements Step {}

        /** A member leaves that has no part in what is pending. */
        record Leave() implements Step {}

        /** One who waits has waited too long. */
        record GiveUp(int choice) implements Step {}

        /** A call gives back what it took. */
        record GiveBack(int choice) implements Step {}
    }

    /** One node: who gets no answer is answered by the node's share. */
    private static final class Node {

        private final Debts debts = new Debts(10);
        private final Combiner combiner;
        private final Fallback share;

        Node(Policy policy, ManualStore store) {
            Limits limits = policy.toLimits();
            debts.remember(limits.memoryMillis());
            combiner = new Combiner(TestPolicyStates.of(limits, store, debts, store::nowMillis));
            share = Fallback.of(policy, limits, store);
        }
    }

    /** A call and who has to answer it. */
    private static final class Asked {

        private final Node node;
        private final Submission call;
        private Verdict verdict;
        private boolean isOver;
        private boolean isForgiven;
        private Submission undo = Submission.of(CounterOperation.giveBack(1, 0));

        Asked(Node node, long permits) {
            this.node = node;
            this.call = Submission.of(CounterOperation.take(permits));
            node.combiner.submit(KEY, call);
        }

        /** As a limiter would. */
        void conclude() {
            if (!call.isDone() || verdict != null) {
                return;
            }
            try {
                verdict = call.join();
            } catch (CompletionException e) {
                verdict = node.share.answer(KEY, call.operation(), null);
                node.debts.owe(KEY, call, verdict.atMillis());
            }
            assertThat(verdict.admitted()).isTrue();
        }

        /** As a grant does. */
        void giveBack() {
            if (verdict == null || isOver) {
                return;
            }
            isOver = true;
            undo =
                    Submission.of(
                            CounterOperation.giveBack(call.operation().cost(), verdict.atMillis()));
            isForgiven = call.isCompletedExceptionally() && node.debts.forgive(KEY, call);
            if (!isForgiven) {
                node.combiner.submit(KEY, undo);
            }
        }

        /**
         * Whether it may stay taken: the store failed to give it back, or charges it after that, or
         * may have given it back in an attempt that seemed to fail.
         */
        boolean mayStayTaken() {
            return undo.isCompletedExceptionally() || undo.isInDoubt() || isForgiven;
        }

        long counted() {
            return isOver ? 0 : call.operation().cost();
        }
    }

    /** All of it. */
    private static final class World {

        private final ManualStore store = new ManualStore();
        private final List<Node> nodes;
        private final List<Asked> calls = new ArrayList<>();
        private boolean isLost;

        World() {
            Policy policy = Policies.onFailure(OnStoreFailure.LOCAL, Policies.perMinute(QUOTA));
            nodes = List.of(new Node(policy, store), new Node(policy, store));
        }

        void play(Step step) {
            if (step instanceof Step.Ask ask) {
                calls.add(new Asked(nodes.get(ask.node()), ask.permits()));
            } else if (step instanceof Step.GiveUp giveUp && !calls.isEmpty()) {
                any(giveUp.choice()).call.completeExceptionally(new IllegalStateException("late"));
            } else if (step instanceof Step.GiveBack giveBack && !calls.isEmpty()) {
                any(giveBack.choice()).giveBack();
            } else if (step instanceof Step.Leave) {
                store.memberLeaves();
            } else if (store.pending() > 0) {
                answer(step);
            }
            calls.forEach(Asked::conclude);
        }

        private void answer(Step step) {
            if (step instanceof Step.Answer answer) {
                store.any(answer.choice()).answer();
            } else if (step instanceof Step.Fail failure) {
                store.any(failure.choice()).fail(new IllegalStateException("down"));
            } else if (step instanceof Step.Lose loss) {
                isLost = true;
                store.any(loss.choice()).failThoughDone(new IllegalStateException("lost"));
            } else if (step instanceof Step.Defeat defeat) {
                isLost = true;
                store.any(defeat.choice()).answerAsIfDefeated();
            }
        }

        private Asked any(int choice) {
            return calls.get(Math.floorMod(choice, calls.size()));
        }

        void finish() {
            store.answerEverything();
            calls.forEach(Asked::conclude);
            nodes.forEach(
                    node -> node.combiner.submit(KEY, Submission.of(CounterOperation.settle())));
        }

        long admitted() {
            return calls.stream().mapToLong(Asked::counted).sum();
        }

        long counted() {
            Limits limits = Policies.perMinute(QUOTA).toLimits();
            return QUOTA
                    - limits.open(store.stored(KEY), store.nowMillis())
                            .peek(1)
                            .readings()
                            .get(0)
                            .remaining();
        }
    }

    @Property
    void every_call_is_counted_once_unless_an_answer_is_lost(@ForAll("steps") List<Step> steps) {
        World world = new World();
        steps.forEach(world::play);

        world.finish();

        if (world.isLost || world.calls.stream().anyMatch(Asked::mayStayTaken)) {
            assertThat(world.counted()).isGreaterThanOrEqualTo(world.admitted());
        } else {
            assertThat(world.counted()).isEqualTo(world.admitted());
        }
        assertThat(world.nodes).allMatch(node -> node.debts.areNone());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> choices = Arbitraries.integers().between(0, 1_000);
        return Arbitraries.frequencyOf(
                        of(
                                6,
                                Combinators.combine(
                                                Arbitraries.integers().between(0, 1),
                                                Arbitraries.longs().between(1, 3))
                                        .as(Step.Ask::new)),
                        of(8, choices.map(Step.Answer::new)),
                        of(2, choices.map(Step.Fail::new)),
                        of(1, choices.map(Step.Lose::new)),
                        of(1, choices.map(Step.Defeat::new)),
                        of(1, Arbitraries.create(Step.Leave::new)),
                        of(3, choices.map(Step.GiveUp::new)),
                        of(2, choices.map(Step.GiveBack::new)))
                .map(step -> (Step) step)
                .list()
                .ofMinSize(5)
                .ofMaxSize(80);
    }
}
