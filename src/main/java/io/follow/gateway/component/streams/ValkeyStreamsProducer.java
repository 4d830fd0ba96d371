package io.follow.gateway.component.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultProducer;

/**
 * Adds an entry ({@code XADD}), or ends the one that the exchange came with. A body that is no map becomes the field
 * {@code body}, beside the headers that the header filter lets pass.
 */
public class ValkeyStreamsProducer extends DefaultProducer {

    private final ValkeyStreamsEndpoint endpoint;
    private final ValkeyStreamsConfiguration configuration;
    private final Settler settler;
    private final StreamTrimmer trimmer;

    ValkeyStreamsProducer(ValkeyStreamsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        ValkeyConnections connections = endpoint.connections();
        this.settler = new Settler(connections);
        this.trimmer = new StreamTrimmer(connections, configuration.getStream(), configuration.getRetention());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (configuration.isSettle()) {
            endpoint.settlesInto(configuration.getStream(), configuration.getDeadLetterStream());
        }
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (configuration.isSettle()) {
            settle(exchange);
        } else {
            add(exchange);
        }
        trimmer.trimIfDue();
    }

    private void settle(Exchange exchange) throws InterruptedException {
        Delivery delivery = Delivery.required(exchange);
        Object body = exchange.getMessage().getBody();
        Settlement settlement =
                body instanceof Settlement given ? given : new Settlement(fields(exchange.getMessage()), null, null);
        SettleOutcome outcome =
                settler.settle(delivery, configuration.getStream(), configuration.getDeadLetterStream(), settlement);
        exchange.getMessage().setHeader(ValkeyStreamsConstants.OUTCOME, outcome);
    }

    private void add(Exchange exchange) throws InterruptedException {
        Map<String, String> fields = fields(exchange.getMessage());
        String id = endpoint.connections().call(server -> server.xadd(configuration.getStream(), fields));
        exchange.getMessage().setHeader(ValkeyStreamsConstants.ENTRY_ID, id);
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
