package io.github.throttled.internal.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;

/** Whatever happens in whatever order, compared with what is written down and looked up. */
class SilenceDetectorProperties {

    private static final long TIMEOUT = 1_000;

    /** One thing that happens to a member. */
    sealed interface Event {

        record Passes(long nanos) implements Event {}

        record IsAsked() implements Event {}

        record IsLost() implements Event {}

        record Answers(boolean isAskedSinceFailure) implements Event {}
    }

    /** The definition: all that has happened, read from the beginning each time. */
    private static final class Definition {

        private final List<Event> events = new ArrayList<>();

        void add(Event event) {
            events.add(event);
        }

        boolean hasFailed() {
            boolean failed = false;
            long silent = 0;
            boolean asked = false;
            for (Event event : events) {
                if (event instanceof Event.IsAsked) {
                    asked = true;
                } else if (event instanceof Event.Passes passes && asked) {
                    silent += passes.nanos();
                    failed |= silent >= TIMEOUT;
                } else if (event instanceof Event.Answers answer) {
                    silent = 0;
                    asked = false;
                    failed &= !answer.isAskedSinceFailure();
                }
            }
            return failed;
        }
    }

    @Property
    void it_fails_and_recovers_as_defined(@ForAll("events") List<Event> events) {
        SilenceDetector detector = new SilenceDetector(TIMEOUT);
        Definition definition = new Definition();
        for (Event event : events) {
            boolean before = detector.hasFailed();
            boolean isTold = happens(detector, event);
            definition.add(event);
            assertThat(detector.hasFailed()).isEqualTo(definition.hasFailed());
            assertThat(isTold)
                    .as("each change is told once")
                    .isEqualTo(before != hasFailed(detector));
        }
    }

    @Property
    void a_member_that_answers_within_the_timeout_never_fails(
            @ForAll("shortDelays") List<Long> delays) {
        SilenceDetector detector = new SilenceDetector(TIMEOUT);
        for (long delay : delays) {
            assertThat(detector.wantsQuestion()).isTrue();
            detector.asked();
            assertThat(detector.passed(delay)).isFalse();
            detector.answered(false);
            assertThat(detector.hasFailed()).isFalse();
        }
    }

    @Property
    void a_member_that_never_answers_fails_as_soon_as_the_timeout_has_passed(
            @ForAll("shortDelays") List<Long> looks) {
        SilenceDetector detector = new SilenceDetector(TIMEOUT);
        detector.asked();
        long passed = 0;
        for (long look : looks) {
            passed += look;
            detector.passed(look);
            assertThat(detector.hasFailed()).isEqualTo(passed >= TIMEOUT);
        }
    }

    @Property
    void a_question_that_may_be_lost_is_asked_again(@ForAll("shortDelays") List<Long> looks) {
        SilenceDetector detector = new SilenceDetector(TIMEOUT);
        long sinceAsked = TIMEOUT;
        for (long look : looks) {
            assertThat(detector.wantsQuestion()).isEqualTo(sinceAsked >= TIMEOUT);
            if (detector.wantsQuestion()) {
                detector.asked();
                sinceAsked = 0;
            }
            detector.passed(look);
            sinceAsked += look;
        }
    }

    private static boolean hasFailed(SilenceDetector detector) {
        return detector.hasFailed();
    }

    private static boolean happens(SilenceDetector detector, Event event) {
        if (event instanceof Event.Passes passes) {
            return detector.passed(passes.nanos());
        }
        if (event instanceof Event.Answers answer) {
            return detector.answered(answer.isAskedSinceFailure());
        }
        if (event instanceof Event.IsAsked) {
            detector.asked();
        } else {
            detector.lost();
        }
        return false;
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.<Event>oneOf(
                        Arbitraries.longs().between(0, TIMEOUT).map(Event.Passes::new),
                        Arbitraries.of(new Event.IsAsked(), new Event.IsLost()),
                        Arbitraries.of(true, false).map(Event.Answers::new))
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Long>> shortDelays() {
        return Arbitraries.longs().between(0, TIMEOUT - 1).list().ofMaxSize(60);
    }
}
