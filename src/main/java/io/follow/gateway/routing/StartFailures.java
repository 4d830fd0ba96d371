package io.follow.gateway.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteEvent;
import org.apache.camel.spi.CamelEvent.RouteRestartingFailureEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes that cannot start because of their own endpoint, such as a broker that is down. They are tried again while the
 * others run. Logs the first failure and the recovery only.
 */
public final class StartFailures extends EventNotifierSupport {

    private static final Logger LOG = LoggerFactory.getLogger(StartFailures.class);

    /** Without these no job is worked on: while one of them cannot start, the gateway is not ready. */
    private static final String NEEDED = "valkey-streams:";

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    /** Why a route cannot start, and whether the gateway is ready without it. */
    private record Failure(String reason, boolean needed) {}

    public StartFailures() {
        setIgnoreExchangeEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreCamelContextEvents(true);
    }

    @Override
    public void notify(CamelEvent event) {
        if (!(event instanceof RouteEvent ofRoute)) {
            return;
        }
        Route route = ofRoute.getRoute();
        if (event instanceof RouteRestartingFailureEvent failure) {
            String reason = RouteFailure.reason(failure.getCause());
            failed(route, reason);
        } else if (event.getType() == CamelEvent.Type.RouteStarted && failures.remove(route.getId()) != null) {
            LOG.info("route {} started", route.getId());
        } else if (event.getType() == CamelEvent.Type.RouteRemoved) {
            failures.remove(route.getId());
        }
    }

    private void failed(Route route, String reason) {
        boolean needed = route.getEndpoint().getEndpointBaseUri().startsWith(NEEDED);
        if (!failures.containsKey(route.getId())) {
            LOG.warn("route {} cannot start: {}; it is retried, and the other routes run", route.getId(), reason);
        }
        failures.put(route.getId(), new Failure(reason, needed));
    }

    /** Why a route cannot start that the gateway works without; null where it has started, or is needed. */
    public @Nullable String tolerated(String route) {
        Failure failure = failures.get(route);
        return failure == null || failure.needed() ? null : failure.reason();
    }
}
