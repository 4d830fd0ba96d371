package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.entry.Delivery;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Fills an exchange with a delivery: fields as body, ids as headers, the delivery itself as a property. */
final class DeliveryExchanges {

    private final ValkeyStreamsConfiguration configuration;
    private final HeaderFilterStrategy filter;

    DeliveryExchanges(ValkeyStreamsConfiguration configuration, HeaderFilterStrategy filter) {
        this.configuration = configuration;
        this.filter = filter;
    }

    void fill(Exchange exchange, Delivery delivery) {
        exchange.setProperty(Delivery.PROPERTY, delivery);
        Message message = exchange.getMessage();
        message.setMessageId(delivery.entryId());
        message.setHeader(ValkeyStreamsConstants.STREAM, delivery.stream());
        message.setHeader(ValkeyStreamsConstants.ENTRY_ID, delivery.entryId());
        message.setHeader(ValkeyStreamsConstants.GROUP, delivery.group());
        message.setHeader(ValkeyStreamsConstants.CONSUMER, delivery.consumer());
        message.setHeader(ValkeyStreamsConstants.DELIVERY_COUNT, delivery.deliveryCount());
        String traceParent = delivery.fields().get(ValkeyStreamsConstants.TRACE_PARENT);
        if (traceParent != null) {
            message.setHeader(ValkeyStreamsConstants.TRACE_PARENT, traceParent);
        }
        if (configuration.isFieldsAsHeaders()) {
            addHeaders(message, delivery.fields());
        }
        message.setBody(delivery.fields());
        if (delivery.deliveryCount() > configuration.getMaxDeliveries()) {
            RefusedExchange.refuse(exchange, new DeliveryLimitException(delivery.deliveryCount() - 1));
        }
    }

    private void addHeaders(Message message, Map<String, String> fields) {
        fields.forEach((name, value) -> {
            if (!filter.applyFilterToExternalHeaders(name, value, message.getExchange())) {
                message.setHeader(name, value);
            }
        });
    }
}
