package io.github.throttled.rest;

import io.github.throttled.policy.BodyStyle;

import jakarta.ws.rs.core.MediaType;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The forms that the body of a rejection can have. */
enum BodyFormat {
    PROBLEM("application/problem+json", "application/problem+json", "application/json") {
        @Override
        String write(Rejection rejection) {
            return ProblemBody.of(rejection);
        }
    },
    ERROR("application/json", "application/json") {
        @Override
        String write(Rejection rejection) {
            return "{\"error\": " + JsonString.of(rejection.detail()) + "}";
        }
    },
    TEXT("text/plain;charset=UTF-8", "text/plain") {
        @Override
        String write(Rejection rejection) {
            return rejection.detail() + "\n";
        }
    },
    HTML("text/html;charset=UTF-8", "text/html", "application/xhtml+xml") {
        @Override
        String write(Rejection rejection) {
            return HtmlPage.of(rejection);
        }
    };

    private final String contentType;
    private final List<String> answersTo;

    /**
     * @param contentType what it says it is
     * @param answersTo what clients accept who can read it; a client that asks for JSON reads a
     *     problem
     */
    BodyFormat(String contentType, String... answersTo) {
        this.contentType = contentType;
        this.answersTo = List.of(answersTo);
    }

    /**
     * What a client likes best; JSON if it does not care, or accepts none of them, because any body
     * is better than none.
     *
     * @param accepted media ranges with their {@code q}; none for anything
     */
    static BodyFormat best(List<MediaType> accepted, BodyStyle style) {
        // The first of several that are liked equally.
        return Stream.of(json(style), TEXT, HTML)
                .reduce((one, next) -> next.quality(accepted) > one.quality(accepted) ? next : one)
                .orElseThrow();
    }

    private static BodyFormat json(BodyStyle style) {
        return switch (style) {
            case PROBLEM -> PROBLEM;
            case ERROR -> ERROR;
        };
    }

    String contentType() {
        return contentType;
    }

    abstract String write(Rejection rejection);

    private int quality(List<MediaType> accepted) {
        return answersTo.stream()
                .mapToInt(type -> quality(MediaRange.named(type), accepted))
                .max()
                .orElseThrow();
    }

    /** That of the range that says most about a type. */
    private static int quality(MediaRange type, List<MediaType> accepted) {
        return accepted.stream()
                .map(MediaRange::of)
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(MediaRange::precision))
                .map(MediaRange::quality)
                .orElse(0);
    }
}
