package io.github.throttled.internal.console;

/** An error response of the console API. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status the HTTP status
     * @param detail the error, for the client
     */
    ApiException(int status, String detail) {
        super(detail);
        this.status = status;
    }

    static ApiException notFound(String detail) {
        return new ApiException(404, detail);
    }

    static ApiException bad(String detail) {
        return new ApiException(400, detail);
    }

    int status() {
        return status;
    }
}
