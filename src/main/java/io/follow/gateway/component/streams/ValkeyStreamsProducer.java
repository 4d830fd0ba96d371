package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.Permissions;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.Destinations;
import io.follow.gateway.component.streams.entry.NewEntries;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.component.streams.read.WorkerSlot;
import io.follow.gateway.component.streams.write.Settler;
import io.follow.gateway.component.streams.write.StreamTrimmer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/**
 * Adds an entry ({@code XADD}), only once if {@code idempotentKey} is set, or settles the entry of the exchange. A body
 * that is not a map becomes the field {@code body}, in addition to the headers that the header filter accepts.
 */
public class ValkeyStreamsProducer extends DefaultProducer {

    private final ValkeyStreamsEndpoint endpoint;
    private final ValkeyStreamsConfiguration configuration;
    private final Settler settler;

    /** By stream: one, unless the producer has none of its own. Concurrent, because workers share the producer. */
    private final Map<String, StreamTrimmer> trimmers = new ConcurrentHashMap<>();

    /** By stream, as {@link #trimmers}. */
    private final Map<String, IdempotentAppender> appenders = new ConcurrentHashMap<>();

    private final @Nullable Expression idempotentKey;

    ValkeyStreamsProducer(ValkeyStreamsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.settler = new Settler(endpoint.connections(), endpoint.deliveryListener());
        this.idempotentKey = expression(configuration.getIdempotentKey());
    }

    private @Nullable Expression expression(@Nullable String simple) {
        return simple == null
                ? null
                : endpoint.getCamelContext().resolveLanguage("simple").createExpression(simple);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Permissions permissions = endpoint.permissions();
        if (!configuration.hasStream()) {
            return;
        }
        if (configuration.isSettle()) {
            permissions.need(Permissions.ofSettling(configuration.getStream()));
            String deadLetters = configuration.getDeadLetterStream();
            if (deadLetters != null) {
                permissions.need(Permissions.ofSettling(deadLetters));
            }
        }
        if (configuration.getRetention() > 0) {
            permissions.need(Permissions.ofTrimming(configuration.getStream()));
        }
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (configuration.isSettle()) {
            settle(exchange);
        } else {
            add(exchange);
        }
    }

    private void trimIfDue(String stream, long retention) {
        if (retention > 0) {
            trimmers.computeIfAbsent(stream, key -> new StreamTrimmer(endpoint.connections(), key, retention))
                    .trimIfDue();
        }
    }

    private void settle(Exchange exchange) {
        Delivery delivery = Delivery.required(exchange);
        Object body = exchange.getMessage().getBody();
        Settlement settlement =
                body instanceof Settlement given ? given : new Settlement(fields(exchange.getMessage()), null);
        Destinations to = configuration.hasStream() ? configuration.destinationsOfProducer() : delivery.destinations();
        Settler.Targets targets = new Settler.Targets(to.resultStream(), to.deadLetterStream());
        SettleOutcome outcome = settle(delivery, targets, settlement);
        if (outcome == SettleOutcome.SETTLED) {
            delivery.settledBy(exchange);
        }
        exchange.getMessage().setHeader(ValkeyStreamsConstants.OUTCOME, outcome);
        if (to.resultStream() != null) {
            trimIfDue(to.resultStream(), to.retention().toMillis());
        }
    }

    private SettleOutcome settle(Delivery delivery, Settler.Targets targets, Settlement settlement) {
        WorkerSlot place = WorkerSlot.current();
        try {
            return place != null && place.beginTurn(delivery)
                    ? settleAndTakeNext(place, delivery, targets, settlement)
                    : settler.settle(delivery, targets, settlement);
        } catch (InterruptedException e) {
            // The program is stopping and has handed over its entries, which is not an error of this entry.
            Thread.currentThread().interrupt();
            return SettleOutcome.LOST;
        }
    }

    /** Settles the entry and lets its worker fetch the next entry with the same command. */
    private SettleOutcome settleAndTakeNext(
            WorkerSlot place, Delivery delivery, Settler.Targets targets, Settlement settlement)
            throws InterruptedException {
        Settler.Ending ending = null;
        try {
            ending = settler.settle(delivery, targets, settlement, true);
            return ending.outcome();
        } finally {
            place.endTurn(ending != null && ending.certain(), ending == null ? null : ending.next());
        }
    }

    private void add(Exchange exchange) throws InterruptedException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof NewEntries batch) {
            addAll(exchange, batch);
            return;
        }
        NewEntry entry = body instanceof NewEntry given ? given : new NewEntry(fields(exchange.getMessage()));
        String stream = streamFor(entry.stream());
        IdempotentAppender appender = appenders.computeIfAbsent(stream, this::newAppender);
        String id =
                idempotentKey == null ? appender.add(entry) : appender.addOnce(keyOf(idempotentKey, exchange), entry);
        exchange.getMessage().setHeader(ValkeyStreamsConstants.ENTRY_ID, id);
        trimIfDue(stream, configuration.getRetention());
    }

    private void addAll(Exchange exchange, NewEntries batch) {
        if (idempotentKey == null) {
            throw new IllegalArgumentException("several entries in one step need the option idempotentKey");
        }
        String stream = streamFor(batch.stream());
        IdempotentAppender appender = appenders.computeIfAbsent(stream, this::newAppender);
        List<String> ids = appender.addAllOnce(keyOf(idempotentKey, exchange), batch);
        exchange.getMessage().setHeader(ValkeyStreamsConstants.ENTRY_IDS, ids);
        trimIfDue(stream, configuration.getRetention());
    }

    private String streamFor(@Nullable String named) {
        String stream = configuration.hasStream() ? configuration.getStream() : named;
        if (stream == null) {
            throw new IllegalArgumentException(
                    "found no stream to add to, expected one in the endpoint or in the NewEntry");
        }
        return stream;
    }

    private IdempotentAppender newAppender(String stream) {
        return new IdempotentAppender(
                endpoint.connections(),
                endpoint.restorer(),
                stream,
                Duration.ofMillis(configuration.getIdempotentExpiry()));
    }

    private static String keyOf(Expression expression, Exchange exchange) {
        String key = expression.evaluate(exchange, String.class);
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("idempotentKey is empty for this exchange, expected a value");
        }
        return key;
    }

    private Map<String, String> fields(Message message) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (message.getBody() instanceof Map<?, ?> map) {
            map.forEach((name, value) -> fields.put(String.valueOf(name), String.valueOf(value)));
            return fields;
        }
        HeaderFilterStrategy filter = endpoint.getHeaderFilterStrategy();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !filter.applyFilterToCamelHeaders(name, value, message.getExchange())) {
                fields.put(name, String.valueOf(value));
            }
        });
        String body = message.getBody(String.class);
        fields.put("body", body == null ? "" : body);
        return fields;
    }
}
