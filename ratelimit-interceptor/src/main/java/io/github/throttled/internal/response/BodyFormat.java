package io.github.throttled.internal.response;

import io.github.throttled.internal.config.settings.BodyStyle;
import io.github.throttled.internal.openapi.RejectionDescription;

import jakarta.ws.rs.core.MediaType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The formats of the body of a rejection. */
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
            return "{\"error\": " + QuotedText.json(rejection.detail()) + "}";
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

    /** The formats besides JSON, which is the default. */
    private static final List<BodyFormat> OTHERS = List.of(TEXT, HTML);

    private static final List<MediaType> ANYTHING = List.of(MediaType.WILDCARD_TYPE);

    private final String contentType;
    private final MediaType type;
    private final List<MediaRange> answersTo;

    /**
     * @param contentType the content type of the response
     * @param answersTo the media types in {@code Accept} that select this format; clients that
     *     accept JSON also get a problem
     */
    BodyFormat(String contentType, String... answersTo) {
        this.contentType = contentType;
        this.type = type(contentType);
        this.answersTo = Stream.of(answersTo).map(MediaRange::named).toList();
    }

    /**
     * Selects the format with the highest quality value; JSON if the client has no preference. A
     * client that accepts none of the formats gets JSON too, because any body is better than none.
     *
     * @param accepted media ranges with their {@code q}; empty for any type
     * @param style the JSON format
     */
    static BodyFormat best(List<MediaType> accepted, BodyStyle style) {
        BodyFormat best = json(style);
        if (accepted.isEmpty() || accepted.equals(ANYTHING)) {
            // Most programs send no preference.
            return best;
        }
        List<MediaRange> ranges = accepted.stream().map(MediaRange::of).toList();
        int most = best.quality(ranges);
        for (BodyFormat next : OTHERS) {
            int quality = next.quality(ranges);
            // Prefers the first of several formats with equal quality.
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

    /** Returns all formats that a client may get, for API descriptions. */
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

    /** Returns the content type as an object; JAX-RS would parse a string for each response. */
    MediaType type() {
        return type;
    }

    /** Does not use {@link MediaType#valueOf}, which needs a JAX-RS implementation. */
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

    /** Returns the quality of the most specific range that includes a type; 0 if none does. */
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
