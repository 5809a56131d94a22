package io.github.throttled.internal.servlet;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Map;

import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * Wraps the application's authentication: a request that the limiter rejects is not authenticated.
 *
 * @param inner the application's provider
 * @param limiter charges requests before authentication
 */
record GuardedAuthentication(AuthConfigProvider inner, PreAuthenticationLimiter limiter)
        implements AuthConfigProvider {

    @Override
    public ClientAuthConfig getClientAuthConfig(
            String layer, String application, CallbackHandler handler) throws AuthException {
        return inner.getClientAuthConfig(layer, application, handler);
    }

    @Override
    public ServerAuthConfig getServerAuthConfig(
            String layer, String application, CallbackHandler handler) throws AuthException {
        ServerAuthConfig config =
                inner.getServerAuthConfig(layer, application, new LoginListener(handler));
        return config == null ? null : new Configuration(config, limiter);
    }

    @Override
    public void refresh() {
        inner.refresh();
    }

    private record Configuration(ServerAuthConfig inner, PreAuthenticationLimiter limiter)
            implements ServerAuthConfig {

        @Override
        public ServerAuthContext getAuthContext(
                String id, Subject service, Map<String, Object> properties) throws AuthException {
            ServerAuthContext context = inner.getAuthContext(id, service, properties);
            return context == null ? null : new Context(context, limiter);
        }

        @Override
        public String getMessageLayer() {
            return inner.getMessageLayer();
        }

        @Override
        public String getAppContext() {
            return inner.getAppContext();
        }

        @Override
        public String getAuthContextID(MessageInfo message) {
            return inner.getAuthContextID(message);
        }

        @Override
        public void refresh() {
            inner.refresh();
        }

        @Override
        public boolean isProtected() {
            return inner.isProtected();
        }
    }

    private record Context(ServerAuthContext inner, PreAuthenticationLimiter limiter)
            implements ServerAuthContext {

        @Override
        public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service)
                throws AuthException {
            HttpServletRequest request = (HttpServletRequest) message.getRequestMessage();
            HttpServletResponse response = (HttpServletResponse) message.getResponseMessage();
            if (!isAdmitted(request, response)) {
                return AuthStatus.SEND_FAILURE;
            }
            HttpServletResponse fieldWriter = limiter.writingFields(request, response);
            message.setResponseMessage(fieldWriter);
            LoginListener.forget();
            try {
                return inner.validateRequest(message, client, service);
            } finally {
                if (!LoginListener.take()) {
                    limiter.loginFailed(request);
                }
                if (message.getResponseMessage() == fieldWriter) {
                    message.setResponseMessage(response);
                }
            }
        }

        @Override
        public AuthStatus secureResponse(MessageInfo message, Subject service)
                throws AuthException {
            return inner.secureResponse(message, service);
        }

        @Override
        public void cleanSubject(MessageInfo message, Subject subject) throws AuthException {
            inner.cleanSubject(message, subject);
        }

        private boolean isAdmitted(HttpServletRequest request, HttpServletResponse response)
                throws AuthException {
            try {
                return limiter.admits(request, response);
            } catch (IOException e) {
                throw new AuthException(e);
            }
        }
    }
}
