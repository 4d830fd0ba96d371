package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.entry.Delivery;
import org.apache.camel.spi.Metadata;

/** Headers and exchange properties of the component. */
public final class ValkeyStreamsConstants {

    @Metadata(label = "consumer", description = "The stream that the entry was read from", javaType = "String")
    public static final String STREAM = "CamelValkeyStreamsStream";

    @Metadata(
            description = "Consumer: the id of the entry. Producer: the id of the entry that was added",
            javaType = "String")
    public static final String ENTRY_ID = "CamelValkeyStreamsEntryId";

    @Metadata(
            label = "producer",
            description = "The ids of the entries that were added in one step, in their order",
            javaType = "java.util.List<String>")
    public static final String ENTRY_IDS = "CamelValkeyStreamsEntryIds";

    @Metadata(label = "consumer", description = "The consumer group", javaType = "String")
    public static final String GROUP = "CamelValkeyStreamsGroup";

    @Metadata(label = "consumer", description = "The name of this consumer in its group", javaType = "String")
    public static final String CONSUMER = "CamelValkeyStreamsConsumer";

    @Metadata(
            label = "consumer",
            description = "How often the entry has been delivered, this delivery included",
            javaType = "Long")
    public static final String DELIVERY_COUNT = "CamelValkeyStreamsDeliveryCount";

    @Metadata(
            label = "producer",
            description = "What settling did: SETTLED, LOST (another consumer holds the entry) or GONE (it has ended)",
            javaType = "io.follow.gateway.component.streams.entry.SettleOutcome")
    public static final String OUTCOME = "CamelValkeyStreamsOutcome";

    @Metadata(
            description =
                    "Consumer: the field of this name, a W3C trace context, so that traces of the exchange belong to"
                            + " that of whoever added the entry",
            label = "consumer",
            javaType = "String")
    public static final String TRACE_PARENT = "traceparent";

    /** The exchange property that holds the {@link Delivery}. */
    public static final String DELIVERY = Delivery.PROPERTY;

    private ValkeyStreamsConstants() {}
}
