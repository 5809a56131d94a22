package io.github.throttled.internal.response;

import io.github.throttled.Decision;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The content of a rejection for the client.
 *
 * @param type the problem type
 * @param texts in the language of the client
 * @param decisions those made for the call; at least one rejects it
 * @param loginPage the target of a link; empty if logging in would not help
 */
record RejectionDetails(
        ProblemType type, Texts texts, List<Decision> decisions, Optional<String> loginPage) {

    RejectionDetails(Texts texts, List<Decision> decisions) {
        this(texts, decisions, Optional.empty());
    }

    RejectionDetails(Texts texts, List<Decision> decisions, Optional<String> loginPage) {
        this(ProblemType.of(decisions), texts, decisions, loginPage);
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
