package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.Destinations;
import io.follow.gateway.component.streams.entry.StreamEntry;
import io.follow.gateway.component.streams.read.InFlight;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the jobs of a consumer: a delivery and the exchange for the route. Thread-safe. */
final class JobFactory {

    private static final Logger LOG = LoggerFactory.getLogger(JobFactory.class);

    /** During a third of the claim time, no other consumer can have claimed an entry, even if its reply was slow. */
    private static final int SURE_SHARE = 3;

    private final ValkeyStreamsConsumer consumer;
    private final ValkeyStreamsConfiguration configuration;
    private final Destinations destinations;
    private final DeliveryExchanges exchanges;

    JobFactory(ValkeyStreamsConsumer consumer, ValkeyStreamsConfiguration configuration) {
        this.consumer = consumer;
        this.configuration = configuration;
        this.destinations = configuration.destinations();
        this.exchanges =
                new DeliveryExchanges(configuration, consumer.getEndpoint().getHeaderFilterStrategy());
    }

    /**
     * Creates the job for an entry that was just delivered, and reports the delivery.
     *
     * @param consumerName the name within the group
     * @param asked when the entry was requested
     */
    InFlight.Job of(StreamEntry entry, String consumerName, SuspendAwareInstant asked) {
        Delivery delivery = new Delivery(
                configuration.getStream(),
                Objects.requireNonNull(configuration.getGroup()),
                consumerName,
                entry.id(),
                entry.deliveryCount(),
                entry.fields(),
                configuration.isDeleteEntries(),
                destinations);
        delivery.heldSince(asked, configuration.getMinIdleTime() / SURE_SHARE);
        if (entry.formerConsumer() != null) {
            LOG.info("{} taken over from {}", delivery, entry.formerConsumer());
        }
        consumer.getEndpoint()
                .deliveryListener()
                .delivered(delivery, entry.formerConsumer() != null, isLastChance(delivery));
        return of(delivery);
    }

    /** Creates a job with an exchange of its own for a delivery. */
    InFlight.Job of(Delivery delivery) {
        Exchange exchange = consumer.createExchange(false);
        exchanges.fill(exchange, delivery);
        return new InFlight.Job(delivery, exchange, isLastChance(delivery));
    }

    /**
     * Whether this is the last allowed delivery. Such a job ended none of its former deliveries, so it may be one that
     * kills workers: it runs alone, so that no other job is lost with it.
     */
    private boolean isLastChance(Delivery delivery) {
        return configuration.getMaxDeliveries() > 1 && delivery.deliveryCount() == configuration.getMaxDeliveries();
    }
}
