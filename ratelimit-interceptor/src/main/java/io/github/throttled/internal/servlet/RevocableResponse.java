package io.github.throttled.internal.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Proxy;

/** A response that discards all output after it was revoked. */
final class RevocableResponse extends HttpServletResponseWrapper {

    private final HttpServletResponse original;
    private boolean revoked;

    RevocableResponse(HttpServletResponse original) {
        super(original);
        this.original = original;
    }

    HttpServletResponse original() {
        return original;
    }

    void revoke() {
        revoked = true;
        setResponse(nothing());
    }

    @Override
    public ServletOutputStream getOutputStream() throws java.io.IOException {
        return revoked ? new NoOutput() : super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws java.io.IOException {
        return revoked ? new PrintWriter(Writer.nullWriter()) : super.getWriter();
    }

    /** Creates a response that ignores all invocations. */
    private static HttpServletResponse nothing() {
        return (HttpServletResponse)
                Proxy.newProxyInstance(
                        RevocableResponse.class.getClassLoader(),
                        new Class<?>[] {HttpServletResponse.class},
                        (proxy, method, arguments) -> {
                            Class<?> type = method.getReturnType();
                            if (type == boolean.class) {
                                return false;
                            }
                            return type == int.class ? 0 : null;
                        });
    }

    private static final class NoOutput extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("The response has been revoked.");
        }

        @Override
        public void write(int b) {
            // Discarded.
        }
    }
}
