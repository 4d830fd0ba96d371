package io.follow.gateway.component.streams.entry;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of one entry to this consumer. The delivery count is part of its identity: the same entry delivered again
 * is another delivery, and an ending tried for the former one does nothing.
 */
public final class Delivery {

    /**
     * The exchange property that holds it. It is no header on purpose: headers may come from outside and may be overwritten
     * by any step.
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

    /** Written by whoever asked the server, read by the worker; a race costs one more question. */
    private volatile @Nullable Hold surelyHeld;

    /** Written by the worker that settles, read by later steps of the same exchange and by others: hence volatile. */
    private volatile @Nullable String settledBy;

    /** Written by the worker that gives it back, read by whoever completes the exchange: hence volatile. */
    private volatile boolean givenBack;

    /** An entry is nobody else's for so long after a moment at which the server was asked for it. */
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

    /** Returns the delivery that an exchange carries, or null when the exchange does not come from a stream. */
    public static @Nullable Delivery of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Delivery.class);
    }

    /** Returns the delivery that an exchange carries. Fails with one line when it does not come from a stream. */
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

    /** How often the entry has been delivered, this time included; 1 for the first. */
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

    /** Where the end of the entry is written. */
    public Destinations destinations() {
        return destinations;
    }

    /** Whether the entry was, when last looked at, still this consumer's to work on and to end. */
    public boolean isHeld() {
        return state.get() == State.HELD;
    }

    /** Tells that nobody else can have taken the entry over for so long after the server was asked for it. */
    public void heldSince(SuspendAwareInstant asked, long millis) {
        surelyHeld = new Hold(asked, millis);
    }

    /** Whether the entry can be nobody else's by what is known here, so that the server need not be asked. */
    public boolean isSurelyHeld() {
        Hold hold = surelyHeld;
        return isHeld() && hold != null && hold.since().millisAgo() < hold.millis();
    }

    /**
     * Gives the entry back when its exchange ends without having settled it: any consumer, this one included, may take it at
     * once, and this delivery is not counted. For failures that are not the entry's.
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
     * Whether an exchange has settled the entry, and not another exchange of the same delivery, such as the one that
     * replaces an exchange with a hanging step.
     */
    public boolean isSettledBy(Exchange exchange) {
        return exchange.getExchangeId().equals(settledBy);
    }

    @Override
    public String toString() {
        return stream + " " + entryId + " delivery " + deliveryCount;
    }
}
