package io.follow.gateway.steps.http;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;

/**
 * Reads the body of a request, which stays unread until a route calls this step. Can be called once, after the step
 * that authorizes the caller.
 */
public final class RequestBody {

    /** Bytes. */
    private static final int DEFAULT_LIMIT = 1024 * 1024;

    /** The body becomes the text of the request (UTF-8), of at most 1 MB. */
    public String text(Exchange exchange) throws HttpProblem {
        return text(exchange, DEFAULT_LIMIT);
    }

    /**
     * The body becomes the text of the request (UTF-8).
     *
     * @param limit the maximum number of bytes; a longer body is answered with 413
     */
    public String text(Exchange exchange, int limit) throws HttpProblem {
        return new String(bytes(exchange, limit), StandardCharsets.UTF_8);
    }

    /**
     * The body becomes the bytes of the request.
     *
     * @param limit the maximum number of bytes; a longer body is answered with 413
     */
    public byte[] bytes(Exchange exchange, int limit) throws HttpProblem {
        return PlatformRequests.bodyOf(exchange, limit);
    }
}
