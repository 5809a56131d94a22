package io.github.throttled.internal.response;

import io.github.throttled.Decision;
import io.github.throttled.RejectionBody;
import io.github.throttled.internal.config.syntax.LoggableException;

import jakarta.ws.rs.core.Response.ResponseBuilder;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The application's own body. If the bean that writes it throws, a rejection must not become an
 * error of the server: the client gets ours, and the log tells when that begins and ends.
 */
final class ApplicationBody {

    private static final Logger LOG = System.getLogger(ApplicationBody.class.getName());

    private final AtomicBoolean failing = new AtomicBoolean();
    private final RejectionBody bean;

    ApplicationBody(RejectionBody bean) {
        this.bean = bean;
    }

    /**
     * Writes it.
     *
     * @return false, with nothing written, if the bean has none for this rejection
     */
    boolean write(Decision decision, String detail, ResponseBuilder response) {
        try {
            Object body = bean.write(decision, detail);
            if (body != null) {
                response.type(bean.mediaType()).entity(body);
            }
            if (failing.compareAndSet(true, false)) {
                LOG.log(Level.INFO, "The application's RejectionBody answers again.");
            }
            return body != null;
        } catch (RuntimeException e) {
            if (failing.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "The application's RejectionBody fails; until it answers, rejected clients"
                                + " get the usual body.",
                        LoggableException.of(e));
            }
            return false;
        }
    }
}
