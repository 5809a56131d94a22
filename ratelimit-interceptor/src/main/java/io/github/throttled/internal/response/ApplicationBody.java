package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.RejectionBody;
import io.github.throttled.internal.config.syntax.LoggableException;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes the application's own body of a rejection.
 *
 * <p>If the bean throws, the client gets the built-in body instead of a server error. The log
 * records when the bean starts and stops failing.
 */
final class ApplicationBody {

    private static final Logger LOG = System.getLogger(ApplicationBody.class.getName());

    private final AtomicBoolean failing = new AtomicBoolean();
    private final RejectionBody bean;

    ApplicationBody(RejectionBody bean) {
        this.bean = bean;
    }

    /**
     * Writes the body.
     *
     * @return false if the bean returns null or fails; then nothing is written
     */
    boolean write(Decision decision, String detail, ResponseBuilder response) {
        try {
            Object body = bean.write(decision, detail);
            if (body != null) {
                response.type(bean.mediaType()).entity(body);
            }
            if (failing.compareAndSet(true, false)) {
                LOG.log(Level.INFO, "The application's RejectionBody works again.");
            }
            return body != null;
        } catch (RuntimeException e) {
            if (failing.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "The application's RejectionBody failed. Until it works again, rejected clients"
                                + " get the built-in body.",
                        LoggableException.of(e));
            }
            return false;
        }
    }
}
