package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.RejectionBody;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.config.settings.ResponseSettings;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The response to a rejected call. Thread-safe. */
public final class RejectionResponse {

    private final ResponseSettings settings;
    private final Languages languages;
    private final Optional<ApplicationBody> ownBody;

    public RejectionResponse(
            ResponseSettings settings, Languages languages, Optional<RejectionBody> ownBody) {
        this.settings = settings;
        this.languages = languages;
        this.ownBody = ownBody.map(ApplicationBody::new);
    }

    /**
     * That of a deployed application.
     *
     * @param application where its texts are
     */
    public static RejectionResponse of(ThrottledApplication throttling, ClassLoader application) {
        return new RejectionResponse(
                throttling.settings().responses(),
                Languages.of(throttling.settings().responses().languages(), application),
                throttling.rejectionBody());
    }

    /**
     * Status 429 or 503, {@code Retry-After} if waiting helps, the rate limit fields, and a body
     * that the client can read.
     *
     * @param decision that rejects the call
     * @param accepted what the client says that it can read
     * @param loginPage the target of a link on the page for browsers; empty for none
     */
    public Response to(Decision decision, AcceptedTypes accepted, Optional<String> loginPage) {
        return to(decision, settings.headers(), accepted, loginPage);
    }

    /** The same without the rate limit fields, which others will write. */
    public Response withoutFields(
            Decision decision, AcceptedTypes accepted, Optional<String> loginPage) {
        return to(decision, Set.of(), accepted, loginPage);
    }

    private Response to(
            Decision decision,
            Set<HeaderStyle> styles,
            AcceptedTypes accepted,
            Optional<String> loginPage) {
        List<Decision> decisions = List.of(decision);
        RejectionDetails rejection =
                new RejectionDetails(languages.best(accepted.languages()), decisions, loginPage);
        ResponseBuilder response = Response.status(rejection.type().status());
        fields(decisions, styles)
                .forEach((name, values) -> values.forEach(v -> response.header(name, v)));
        response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        if (!isWrittenByApplication(rejection, decision, response)) {
            BodyFormat format = BodyFormat.best(accepted.types(), settings.body());
            response.type(format.type())
                    .language(rejection.texts().language())
                    .entity(format.write(rejection));
        }
        return response.build();
    }

    /**
     * The same, where nobody can write anything but text: a body of the application that is not a
     * text is not written. It has no link to the login page, since this is before authentication,
     * where no policy depends on the user.
     */
    public Response plainly(Decision decision, AcceptedTypes accepted) {
        Response response = to(decision, accepted, Optional.empty());
        return response.getEntity() instanceof String
                ? response
                : new RejectionResponse(settings, languages, Optional.empty())
                        .to(decision, accepted, Optional.empty());
    }

    /** All fields but those that describe the body. */
    static MultivaluedMap<String, Object> fields(
            List<Decision> decisions, Set<HeaderStyle> styles) {
        MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
        int status = ProblemType.of(decisions).status();
        RetryAfter.add(status, decisions, fields);
        RateLimitFields.write(decisions, styles, status, fields);
        return fields;
    }

    private boolean isWrittenByApplication(
            RejectionDetails rejection, Decision decision, ResponseBuilder response) {
        return ownBody.isPresent() && ownBody.get().write(decision, rejection.detail(), response);
    }
}
