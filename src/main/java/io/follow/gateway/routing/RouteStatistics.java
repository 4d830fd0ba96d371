package io.follow.gateway.routing;

import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OneLine;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailureHandledEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;

/**
 * Counts the exchanges of each route since the start, and remembers its last error. An exchange counts for the route that
 * began it. Safe for use by several threads.
 */
public final class RouteStatistics extends EventNotifierSupport {

    private final Clock clock;
    private final Map<String, Counters> counters = new ConcurrentHashMap<>();

    /**
     * What was counted of a route.
     *
     * @param ended exchanges that ended, with an error or without
     * @param failed those with an error, whether it was handled or not
     */
    public record Counts(long ended, long failed, @Nullable LastError lastError) {}

    /**
     * The last error of a route.
     *
     * @param text one line; of an error that nobody foresaw its kind alone, because its message may hold anything
     */
    public record LastError(Instant at, String text) {}

    /** Each field is written by several threads, which need not agree on more than one. */
    private static final class Counters {
        final LongAdder ended = new LongAdder();
        final LongAdder failed = new LongAdder();
        volatile @Nullable LastError lastError;
    }

    public RouteStatistics(Clock clock) {
        this.clock = clock;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
    }

    /** What was counted of a route. */
    public Counts of(String routeId) {
        Counters found = counters.get(routeId);
        return found == null
                ? new Counts(0, 0, null)
                : new Counts(found.ended.sum(), found.failed.sum(), found.lastError);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (!(event instanceof ExchangeEvent exchangeEvent)) {
            return;
        }
        Exchange exchange = exchangeEvent.getExchange();
        String route = exchange.getFromRouteId();
        if (route == null) {
            return;
        }
        Counters own = counters.computeIfAbsent(route, id -> new Counters());
        if (event instanceof ExchangeCompletedEvent) {
            own.ended.increment();
        } else if (event instanceof ExchangeFailedEvent) {
            own.ended.increment();
            fail(own, exchange);
        } else if (event instanceof ExchangeFailureHandledEvent) {
            fail(own, exchange);
        }
    }

    private void fail(Counters own, Exchange exchange) {
        own.failed.increment();
        Throwable caught = exchange.getException();
        if (caught == null) {
            caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        }
        if (caught != null) {
            own.lastError = new LastError(clock.instant(), text(caught));
        }
    }

    private static String text(Throwable error) {
        return error instanceof JobException failure
                ? failure.getCode() + ": " + OneLine.of(String.valueOf(failure.getMessage()))
                : error.getClass().getSimpleName();
    }
}
