package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Every answer of an algorithm is the one that its definition gives. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class DefinitionTest {

    @Property
    void fixed_window_answers_as_defined(@ForAll("fixedWindows") History history) {
        answers_as_defined(history);
    }

    @Property
    void sliding_window_answers_as_defined(@ForAll("slidingWindows") History history) {
        answers_as_defined(history);
    }

    @Property
    void segmented_window_answers_as_defined(@ForAll("segmentedWindows") History history) {
        answers_as_defined(history);
    }

    @Property
    void sliding_log_answers_as_defined(@ForAll("slidingLogs") History history) {
        answers_as_defined(history);
    }

    @Property
    void token_bucket_answers_as_defined(@ForAll("tokenBuckets") History history) {
        answers_as_defined(history);
    }

    @Property
    void leaky_bucket_answers_as_defined(@ForAll("leakyBuckets") History history) {
        answers_as_defined(history);
    }

    private static void answers_as_defined(History history) {
        Entry entry = new Entry(history.limits());
        Oracle oracle = new Oracle(history.rule());
        for (History.Call call : history.calls()) {
            assertThat(Answer.of(entry.take(call.time(), call.permits())))
                    .as("%s", call)
                    .isEqualTo(oracle.take(call.time(), call.permits()));
        }
    }

    @Provide
    Arbitrary<History> fixedWindows() {
        return Histories.inOrder(Histories.rules(Rule.Kind.FIXED_WINDOW));
    }

    @Provide
    Arbitrary<History> slidingWindows() {
        return Histories.inOrder(Histories.rules(Rule.Kind.SLIDING_WINDOW));
    }

    @Provide
    Arbitrary<History> segmentedWindows() {
        return Histories.inOrder(Histories.rules(Rule.Kind.SEGMENTED_WINDOW));
    }

    @Provide
    Arbitrary<History> slidingLogs() {
        return Histories.inOrder(Histories.rules(Rule.Kind.SLIDING_LOG));
    }

    @Provide
    Arbitrary<History> tokenBuckets() {
        return Histories.inOrder(Histories.rules(Rule.Kind.TOKEN_BUCKET));
    }

    @Provide
    Arbitrary<History> leakyBuckets() {
        return Histories.inOrder(Histories.rules(Rule.Kind.LEAKY_BUCKET));
    }
}
