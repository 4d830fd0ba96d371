package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.Permissions;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.DeliveryListener;
import io.follow.gateway.component.streams.write.EntryRestorer;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** Read from and add to Valkey streams (Redis Streams) with consumer groups. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "valkey-streams",
        title = "Valkey Streams",
        syntax = "valkey-streams:stream",
        category = {Category.MESSAGING, Category.DATABASE},
        headersClass = ValkeyStreamsConstants.class)
public class ValkeyStreamsEndpoint extends DefaultEndpoint implements HeaderFilterStrategyAware {

    @UriParam
    private ValkeyStreamsConfiguration configuration;

    @UriParam(
            label = "advanced",
            description = "Filters the names of fields and headers that are copied from one to the other")
    private HeaderFilterStrategy headerFilterStrategy = new ValkeyStreamsHeaderFilterStrategy();

    ValkeyStreamsEndpoint(String uri, ValkeyStreamsComponent component, ValkeyStreamsConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        configuration.checkConsumer();
        RefusedExchange.guard(processor);
        DefaultConsumer consumer = isReading() ? readingConsumer(processor) : new IdleConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    private ValkeyStreamsConsumer readingConsumer(Processor processor) {
        String replays = configuration.getReplayStream();
        return replays == null
                ? new ValkeyStreamsConsumer(this, processor)
                : new ReplayingConsumer(this, replaysEndpoint(replays), processor);
    }

    /** Whether consumers of this endpoint read its stream, rather than leave all entries to other processes. */
    public boolean isReading() {
        return ((ValkeyStreamsComponent) getComponent()).isReading() && configuration.getConcurrentConsumers() > 0;
    }

    private ValkeyStreamsEndpoint replaysEndpoint(String stream) {
        ValkeyStreamsEndpoint endpoint = new ValkeyStreamsEndpoint(
                getEndpointUri(), (ValkeyStreamsComponent) getComponent(), configuration.ofReplays(stream));
        endpoint.setCamelContext(getCamelContext());
        endpoint.setHeaderFilterStrategy(headerFilterStrategy);
        endpoint.setExchangePattern(getExchangePattern());
        endpoint.setBridgeErrorHandler(isBridgeErrorHandler());
        endpoint.setExceptionHandler(getExceptionHandler());
        return endpoint;
    }

    @Override
    public Producer createProducer() {
        configuration.checkProducer();
        return new ValkeyStreamsProducer(this);
    }

    ValkeyConnections connections() {
        return ((ValkeyStreamsComponent) getComponent()).connections();
    }

    EntryRestorer restorer() {
        return ((ValkeyStreamsComponent) getComponent()).restorer();
    }

    PipelineStrategy pipelineStrategy() {
        return ((ValkeyStreamsComponent) getComponent()).getPipelineStrategy();
    }

    DeliveryListener deliveryListener() {
        return ((ValkeyStreamsComponent) getComponent()).getDeliveryListener();
    }

    Permissions permissions() {
        return ((ValkeyStreamsComponent) getComponent()).permissions();
    }

    public ValkeyStreamsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ValkeyStreamsConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    @Override
    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }
}
