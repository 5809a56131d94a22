package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;
import io.github.throttled.internal.config.syntax.KebabCase;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The problem types of draft-ietf-httpapi-ratelimit-headers-10 with their status codes. Ordered by
 * the responsibility of the client; the last type takes precedence.
 */
enum ProblemType {
    /** The server cannot read the counter, so it rejects the call. */
    TEMPORARY_REDUCED_CAPACITY(503),
    QUOTA_EXCEEDED(429),
    /** The client continued after many rejections, or the policy denies it. */
    ABNORMAL_USAGE_DETECTED(429);

    private static final Set<Integer> STATUSES =
            Stream.of(values()).map(ProblemType::status).collect(Collectors.toUnmodifiableSet());

    private final int status;
    private final String word;
    private final String uri;

    ProblemType(int status) {
        this.status = status;
        this.word = KebabCase.of(this);
        this.uri = "https://iana.org/assignments/http-problem-types#" + word;
    }

    /** Returns the problem type of a call with these decisions. */
    static ProblemType of(List<Decision> decisions) {
        ProblemType worst = null;
        for (Decision decision : decisions) {
            ProblemType type = decision.allowed() ? null : of(decision.reason());
            if (type != null && (worst == null || type.compareTo(worst) > 0)) {
                worst = type;
            }
        }
        return worst == null ? QUOTA_EXCEEDED : worst;
    }

    private static ProblemType of(Reason reason) {
        return switch (reason) {
            case ADMITTED, QUOTA -> QUOTA_EXCEEDED;
            case STORE_FAILURE -> TEMPORARY_REDUCED_CAPACITY;
            case BAN, DENIED -> ABNORMAL_USAGE_DETECTED;
        };
    }

    /** Whether a response with this status can be a rejection. */
    static boolean isStatusOfOne(int status) {
        return STATUSES.contains(status);
    }

    /** Returns the HTTP status of the response. */
    int status() {
        return status;
    }

    /** Returns the URI of the type. */
    String uri() {
        return uri;
    }

    /** Returns the name of the type in the draft, which is also its key in the texts. */
    String word() {
        return word;
    }
}
