package io.follow.gateway.steps.http;

/** A request that failed or was rejected. The message is one line for the caller. */
public final class HttpProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public HttpProblem(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public static HttpProblem malformed(String message) {
        return new HttpProblem(400, "MALFORMED_REQUEST", message);
    }

    public static HttpProblem unauthorized(String message) {
        return new HttpProblem(401, "UNAUTHORIZED", message);
    }

    public static HttpProblem notFound(String message) {
        return new HttpProblem(404, "NOT_FOUND", message);
    }

    public static HttpProblem conflict(String code, String message) {
        return new HttpProblem(409, code, message);
    }

    static HttpProblem unavailable(String code, String message) {
        return new HttpProblem(503, code, message);
    }

    /** The status code of the response. */
    public int status() {
        return status;
    }

    /** The machine-readable error code. */
    public String code() {
        return code;
    }
}
