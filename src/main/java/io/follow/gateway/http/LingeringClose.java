package io.follow.gateway.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;

/**
 * Reads what is left of the body of an answered request, so that the answer arrives: a client that still sends would
 * otherwise take the end of the connection for a network error, and browsers do. Bounded in bytes, in time and in the
 * number of requests, because the clients have not been authenticated. Thread-safe.
 */
final class LingeringClose {

    private static final long MOST_BYTES = 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(5);

    /** Requests at a time; far fewer than the threads of the connector. */
    private static final int MOST_AT_ONCE = 32;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /** Completes the response, then reads up to 1 MB for at most two seconds. */
    void drain(Request request, Response response) throws IOException {
        // A client that waits for a 100 sends nothing after a refusal.
        if (request.getHeader("Expect") != null || !places.tryAcquire()) {
            return;
        }
        try {
            response.finishResponse();
            read(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** Never blocks on the connection, whose own timeout is far longer. */
    private static void read(Request request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long left = MOST_BYTES;
        byte[] buffer = new byte[8192];
        while (left > 0 && System.nanoTime() - start < LONGEST.toNanos() && !request.isFinished()) {
            request.getCoyoteRequest().action(ActionCode.AVAILABLE, true);
            if (request.getCoyoteRequest().getAvailable() > 0) {
                int count = request.getInputStream().read(buffer);
                if (count < 0) {
                    return;
                }
                left -= count;
            } else {
                Thread.sleep(POLL.toMillis());
            }
        }
    }
}
