package io.github.throttled.internal.console;

/** A request that is not answered as it was meant. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status of HTTP
     * @param detail what was wrong, for whoever has sent it
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
