package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.Permissions;
import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.client.WorkerConnection;
import io.follow.gateway.component.streams.entry.DeliveryListener;
import io.follow.gateway.component.streams.read.RedeliveryScheduler;
import io.follow.gateway.component.streams.write.EntryRestorer;
import io.lettuce.core.AbstractRedisClient;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** Consumer groups and entries of Valkey streams (Redis Streams). */
@Component("valkey-streams")
public class ValkeyStreamsComponent extends DefaultComponent {

    @Metadata(
            autowired = true,
            description = "The Lettuce client to use: RedisClient (single server, Sentinel) or RedisClusterClient")
    private @Nullable AbstractRedisClient client;

    @Metadata(label = "advanced", description = "Options that endpoints start from")
    private ValkeyStreamsConfiguration configuration = new ValkeyStreamsConfiguration();

    @Metadata(
            label = "consumer,advanced",
            defaultValue = "true",
            description =
                    "Whether consumers read their streams. If false, each of them behaves as with concurrentConsumers=0")
    private boolean reading = true;

    private PipelineStrategy pipelineStrategy = PipelineStrategy::plain;
    private DeliveryListener deliveryListener = DeliveryListener.NONE;
    private @Nullable Supplier<WorkerConnection> workerConnector;
    private @Nullable ValkeyConnections connections;
    private @Nullable EntryRestorer restorer;
    private @Nullable ScheduledExecutorService restorerTimer;
    private @Nullable RedeliveryScheduler redeliveries;
    private @Nullable Permissions permissions;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        RenamedOptions.refuse(parameters);
        ValkeyStreamsConfiguration own = configuration.copy();
        own.setStream(remaining);
        ValkeyStreamsEndpoint endpoint = new ValkeyStreamsEndpoint(uri, this, own);
        setProperties(endpoint, parameters);
        own.complete(pipelineStrategy);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        redeliveries = new RedeliveryScheduler(
                PluginHelper.getErrorHandlerExecutorService(getCamelContext()),
                task -> getCamelContext().getExecutorServiceManager().newThread("valkey-streams-redelivery", task));
        getCamelContext().getCamelContextExtension().addContextPlugin(ScheduledExecutorService.class, redeliveries);
    }

    /** The connections that all endpoints of this component share. */
    public synchronized ValkeyConnections connections() {
        if (connections == null) {
            if (client == null) {
                throw new IllegalStateException(
                        "valkey-streams has no client: bind a RedisClient or RedisClusterClient to the registry");
            }
            connections = new ValkeyConnections(client, workerConnector);
        }
        return connections;
    }

    /** Records required commands, so that their permissions are checked before the first entry is read. */
    public void need(Collection<RequiredCommand> commands) {
        permissions().need(commands);
    }

    /** Returns the restorer, which re-adds entries after the server has changed. */
    synchronized EntryRestorer restorer() {
        if (restorer == null) {
            restorerTimer = getCamelContext()
                    .getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(this, "entry-restorer");
            restorer = new EntryRestorer(connections(), restorerTimer);
        }
        return restorer;
    }

    synchronized Permissions permissions() {
        if (permissions == null) {
            permissions = new Permissions(connections());
        }
        return permissions;
    }

    @Override
    protected void doShutdown() throws Exception {
        if (redeliveries != null) {
            redeliveries.stop();
        }
        synchronized (this) {
            if (restorerTimer != null) {
                getCamelContext().getExecutorServiceManager().shutdownNow(restorerTimer);
                restorerTimer = null;
                restorer = null;
            }
            if (connections != null) {
                connections.close();
                connections = null;
            }
        }
        super.doShutdown();
    }

    public @Nullable AbstractRedisClient getClient() {
        return client;
    }

    public void setClient(@Nullable AbstractRedisClient client) {
        this.client = client;
    }

    public boolean isReading() {
        return reading;
    }

    public void setReading(boolean reading) {
        this.reading = reading;
    }

    public PipelineStrategy getPipelineStrategy() {
        return pipelineStrategy;
    }

    /** Sets the strategy that derives names from the option {@code pipeline} of a consumer. */
    public void setPipelineStrategy(PipelineStrategy pipelineStrategy) {
        this.pipelineStrategy = pipelineStrategy;
    }

    public DeliveryListener getDeliveryListener() {
        return deliveryListener;
    }

    /**
     * Sets a listener that is notified of deliveries and settled entries, for example to count them. Must be set before
     * any route is added.
     */
    public void setDeliveryListener(DeliveryListener deliveryListener) {
        this.deliveryListener = deliveryListener;
    }

    /**
     * Lets workers settle on dedicated connections, which is faster. They must lead to the same server as those of the
     * client, with the same user, and must fail a command that receives no reply within a few seconds. A connector that
     * cannot open a connection must throw a {@link io.lettuce.core.RedisException}. Without a connector, workers share
     * the client's connection.
     */
    public void connectWorkersBy(@Nullable Supplier<WorkerConnection> connector) {
        this.workerConnector = connector;
    }

    public ValkeyStreamsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ValkeyStreamsConfiguration configuration) {
        this.configuration = configuration;
    }
}
