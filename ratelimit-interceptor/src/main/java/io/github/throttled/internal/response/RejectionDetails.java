package io.github.throttled.internal.response;

import io.github.throttled.Decision;

import java.util.List;
import java.util.OptionalLong;

/**
 * What there is to tell a rejected client.
 *
 * @param type what is wrong
 * @param texts in its language
 * @param decisions those made for the call; at least one rejects it
 */
record RejectionDetails(ProblemType type, Texts texts, List<Decision> decisions) {

    RejectionDetails(Texts texts, List<Decision> decisions) {
        this(ProblemType.of(decisions), texts, decisions);
    }

    /** The kind of problem, in a few words. */
    String title() {
        return texts.get(type.word() + ".title");
    }

    /** What has happened, and when to try again, if ever. */
    String detail() {
        OptionalLong wait = RetryAfter.seconds(decisions);
        return wait.isPresent()
                ? texts.get(type.word() + ".wait", WaitText.of(wait.getAsLong(), texts))
                : texts.get(type.word() + ".never");
    }
}
