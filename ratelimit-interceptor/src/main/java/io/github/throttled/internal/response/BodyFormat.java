package io.github.throttled.internal.response;

import io.github.throttled.internal.config.settings.BodyStyle;
import io.github.throttled.internal.openapi.RejectionDescription;

import jakarta.ws.rs.core.MediaType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The forms that the body of a rejection can have. */
public enum BodyFormat {
    PROBLEM("application/problem+json", "application/problem+json", "application/json") {
        @Override
        String write(RejectionDetails rejection) {
            return ProblemBody.of(rejection);
        }
    },
    ERROR("application/json", "application/json") {
        @Override
        String write(RejectionDetails rejection) {
            return "{\"error\": " + JsonString.of(rejection.detail()) + "}";
        }
    },
    TEXT("text/plain;charset=UTF-8", "text/plain") {
        @Override
        String write(RejectionDetails rejection) {
            return rejection.detail() + "\n";
        }
    },
    HTML("text/html;charset=UTF-8", "text/html", "application/xhtml+xml") {
        @Override
        String write(RejectionDetails rejection) {
            return HtmlPage.of(rejection);
        }
    };

    private static final String UTF_8 = ";charset=UTF-8";

    /** Besides JSON, which comes first. */
    private static final List<BodyFormat> OTHERS = List.of(TEXT, HTML);

    private static final List<MediaType> ANYTHING = List.of(MediaType.WILDCARD_TYPE);

    private final String contentType;
    private final MediaType type;
    private final List<MediaRange> answersTo;

    /**
     * @param contentType what it says it is
     * @param answersTo what clients accept who can read it; a client that asks for JSON reads a
     *     problem
     */
    BodyFormat(String contentType, String... answersTo) {
        this.contentType = contentType;
        this.type = type(contentType);
        this.answersTo = Stream.of(answersTo).map(MediaRange::named).toList();
    }

    /**
     * What a client likes best; JSON if it does not care, or accepts none of them, because any body
     * is better than none.
     *
     * @param accepted media ranges with their {@code q}; none for anything
     */
    static BodyFormat best(List<MediaType> accepted, BodyStyle style) {
        BodyFormat best = json(style);
        if (accepted.isEmpty() || accepted.equals(ANYTHING)) {
            // As most clients do that are programs.
            return best;
        }
        List<MediaRange> ranges = accepted.stream().map(MediaRange::of).toList();
        int most = best.quality(ranges);
        for (BodyFormat next : OTHERS) {
            int quality = next.quality(ranges);
            // The first of several that are liked equally.
            if (quality > most) {
                best = next;
                most = quality;
            }
        }
        return best;
    }

    private static BodyFormat json(BodyStyle style) {
        return switch (style) {
            case PROBLEM -> PROBLEM;
            case ERROR -> ERROR;
        };
    }

    /** All forms that a client may get, for whoever describes them. */
    public static List<RejectionDescription.Body> all(BodyStyle style) {
        return Stream.of(json(style), TEXT, HTML)
                .map(
                        format ->
                                new RejectionDescription.Body(
                                        format.mediaType(), format.properties()))
                .toList();
    }

    private String mediaType() {
        return contentType.split(";")[0];
    }

    private Map<String, String> properties() {
        return switch (this) {
            case PROBLEM -> ProblemBody.PROPERTIES;
            case ERROR -> Map.of("error", "string");
            case TEXT, HTML -> Map.of();
        };
    }

    String contentType() {
        return contentType;
    }

    /** The same for JAX-RS, which reads a text anew each time. */
    MediaType type() {
        return type;
    }

    /** Not by {@link MediaType#valueOf}, which needs an implementation of JAX-RS. */
    private static MediaType type(String contentType) {
        MediaRange range = MediaRange.named(contentType.split(";")[0]);
        return contentType.endsWith(UTF_8)
                ? new MediaType(range.type(), range.subtype(), "UTF-8")
                : new MediaType(range.type(), range.subtype());
    }

    abstract String write(RejectionDetails rejection);

    private int quality(List<MediaRange> accepted) {
        int most = 0;
        for (MediaRange type : answersTo) {
            most = Math.max(most, quality(type, accepted));
        }
        return most;
    }

    /** That of the range that says most about a type. */
    private static int quality(MediaRange type, List<MediaRange> accepted) {
        MediaRange closest = null;
        for (MediaRange range : accepted) {
            if (range.includes(type)
                    && (closest == null || range.precision() > closest.precision())) {
                closest = range;
            }
        }
        return closest == null ? 0 : closest.quality();
    }
}
