package io.github.throttled.internal.response;

import io.github.throttled.Decision;

import java.util.List;
import java.util.OptionalLong;

/**
 * The content of a rejection for the client.
 *
 * @param type the problem type
 * @param texts in the language of the client
 * @param decisions those made for the call; at least one rejects it
 */
record RejectionDetails(ProblemType type, Texts texts, List<Decision> decisions) {

    RejectionDetails(Texts texts, List<Decision> decisions) {
        this(ProblemType.of(decisions), texts, decisions);
    }

    /** Returns the title of the problem. */
    String title() {
        return texts.get(type.word() + ".title");
    }

    /** Returns what happened and when to try again; some calls can never be admitted. */
    String detail() {
        OptionalLong wait = RetryAfter.seconds(decisions);
        return wait.isPresent()
                ? texts.get(type.word() + ".wait", WaitText.of(wait.getAsLong(), texts))
                : texts.get(type.word() + ".never");
    }
}
