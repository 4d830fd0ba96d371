package io.follow.gateway.steps.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the first failure of the files of a folder to become jobs, and the recovery. The failures are in a concurrent
 * map whose values are replaced as a whole.
 */
public final class LogFolder {

    private static final Logger LOG = LoggerFactory.getLogger(LogFolder.class);

    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    private record Trouble(String reason, int files) {}

    /** A file stays in its folder for now. */
    public void stays(Exchange exchange) {
        String route = String.valueOf(exchange.getFromRouteId());
        String file = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
        String reason = reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        Trouble trouble = troubles.merge(
                route,
                new Trouble(reason, 1),
                (old, one) -> new Trouble(reason, old.reason().equals(reason) ? old.files() + 1 : 1));
        if (trouble.files() == 1) {
            LOG.warn("{}: {} is not a job yet and stays in its folder: {}", route, file, reason);
        } else {
            LOG.debug("{}: {} stays in its folder: {} (attempt {})", route, file, reason, trouble.files());
        }
    }

    /** A file has become a job. */
    public void taken(Exchange exchange) {
        String route = String.valueOf(exchange.getFromRouteId());
        Trouble over = troubles.remove(route);
        if (over != null) {
            LOG.info("{}: files become jobs again after {} failed attempts", route, over.files());
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
