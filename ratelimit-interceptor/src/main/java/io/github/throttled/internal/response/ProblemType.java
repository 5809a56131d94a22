package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;
import io.github.throttled.internal.config.syntax.KebabCase;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be wrong with a rejected call, in the words of draft-ietf-httpapi-ratelimit-headers-10:
 * its names and status codes. What is the client's own doing comes last, and counts most.
 */
enum ProblemType {
    /** Not the client's fault: nobody can tell what it has left. */
    TEMPORARY_REDUCED_CAPACITY(503),
    QUOTA_EXCEEDED(429),
    /** It did not stop, or never was welcome. */
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

    /** That of a call for which these decisions were made. */
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

    /** Whether a response with this status may be a rejection. */
    static boolean isStatusOfOne(int status) {
        return STATUSES.contains(status);
    }

    /** The status of the response. */
    int status() {
        return status;
    }

    /** What identifies it. */
    String uri() {
        return uri;
    }

    /** Its name in the draft, and in our texts. */
    String word() {
        return word;
    }
}
