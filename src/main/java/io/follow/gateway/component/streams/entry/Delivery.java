package io.follow.gateway.component.streams.entry;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of one entry to this consumer. The delivery count is part of its identity: a redelivery of the same
 * entry is another delivery, and settling the earlier one has no effect.
 */
public final class Delivery {

    /**
     * The exchange property that holds it. It is deliberately not a header, because headers may come from outside and
     * any step may overwrite them.
     */
    public static final String PROPERTY = "CamelValkeyStreamsDelivery";

    private final String stream;
    private final String group;
    private final String consumer;
    private final String entryId;
    private final long deliveryCount;
    private final Map<String, String> fields;
    private final boolean deletedWhenSettled;
    private final Destinations destinations;

    /** Written by the worker that settles and by the heartbeat, read by both: hence atomic. */
    private final AtomicReference<State> state = new AtomicReference<>(State.HELD);

    /** Written by the thread that checked with the server, read by the worker; a race costs one additional check. */
    private volatile @Nullable Hold surelyHeld;

    /** Written by the worker that settles, read by later steps of the same exchange and by others: hence volatile. */
    private volatile @Nullable String settledBy;

    /** Written by the worker that gives it back, read by the thread that completes the exchange: hence volatile. */
    private volatile boolean givenBack;

    /** The period after a request to the server in which no other consumer can own the entry. */
    private record Hold(SuspendAwareInstant since, long millis) {}

    private enum State {
        HELD,
        ENDED,
        LOST
    }

    public Delivery(
            String stream,
            String group,
            String consumer,
            String entryId,
            long deliveryCount,
            Map<String, String> fields,
            boolean deletedWhenSettled) {
        this(stream, group, consumer, entryId, deliveryCount, fields, deletedWhenSettled, Destinations.NONE);
    }

    public Delivery(
            String stream,
            String group,
            String consumer,
            String entryId,
            long deliveryCount,
            Map<String, String> fields,
            boolean deletedWhenSettled,
            Destinations destinations) {
        this.stream = stream;
        this.group = group;
        this.consumer = consumer;
        this.entryId = entryId;
        this.deliveryCount = deliveryCount;
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        this.deletedWhenSettled = deletedWhenSettled;
        this.destinations = destinations;
    }

    /** Returns the delivery of an exchange, or null if the exchange does not come from a stream. */
    public static @Nullable Delivery of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Delivery.class);
    }

    /**
     * Returns the delivery of an exchange. Fails with a message of one line if the exchange does not come from a
     * stream.
     */
    public static Delivery required(Exchange exchange) {
        Delivery delivery = of(exchange);
        if (delivery == null) {
            throw new IllegalStateException("this exchange carries no stream entry; "
                    + "a step that needs one must be reached from a valkey-streams consumer");
        }
        return delivery;
    }

    public String stream() {
        return stream;
    }

    public String group() {
        return group;
    }

    public String consumer() {
        return consumer;
    }

    public String entryId() {
        return entryId;
    }

    /** The number of deliveries of the entry, including this one; 1 for the first. */
    public long deliveryCount() {
        return deliveryCount;
    }

    /** The fields of the entry, unmodifiable. Bytes that are not UTF-8 appear as U+FFFD. */
    public Map<String, String> fields() {
        return fields;
    }

    public boolean deletedWhenSettled() {
        return deletedWhenSettled;
    }

    /** The streams to which the entry is settled. */
    public Destinations destinations() {
        return destinations;
    }

    /** Whether this consumer owned the entry at the last check. */
    public boolean isHeld() {
        return state.get() == State.HELD;
    }

    /** Records that no other consumer can have claimed the entry for the given time after the request to the server. */
    public void heldSince(SuspendAwareInstant asked, long millis) {
        surelyHeld = new Hold(asked, millis);
    }

    /** Whether no other consumer can own the entry, so that the server need not be asked. */
    public boolean isSurelyHeld() {
        Hold hold = surelyHeld;
        return isHeld() && hold != null && hold.since().millisAgo() < hold.millis();
    }

    /**
     * Marks the entry to be given back when its exchange ends without having settled it: any consumer, including this
     * one, may claim it at once, and this delivery is not counted. For failures that the entry did not cause.
     */
    public void giveBack() {
        givenBack = true;
    }

    public boolean isGivenBack() {
        return givenBack;
    }

    public void ended() {
        state.compareAndSet(State.HELD, State.ENDED);
    }

    public void lost() {
        state.compareAndSet(State.HELD, State.LOST);
    }

    /** Records the exchange that has settled the entry. */
    public void settledBy(Exchange exchange) {
        settledBy = exchange.getExchangeId();
    }

    /**
     * Whether this exchange has settled the entry, as opposed to another exchange of the same delivery, such as the one
     * that replaces an exchange with a hanging step.
     */
    public boolean isSettledBy(Exchange exchange) {
        return exchange.getExchangeId().equals(settledBy);
    }

    @Override
    public String toString() {
        return stream + " " + entryId + " delivery " + deliveryCount;
    }
}
