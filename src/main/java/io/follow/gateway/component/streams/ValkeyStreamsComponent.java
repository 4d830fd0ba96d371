package io.follow.gateway.component.streams;

import io.lettuce.core.AbstractRedisClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
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

    private @Nullable ValkeyConnections connections;
    private @Nullable RedeliveryScheduler redeliveries;
    private final Set<SettleTarget> settleTargets = ConcurrentHashMap.newKeySet();

    private record SettleTarget(String resultStream, @Nullable String deadLetterStream) {}

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ValkeyStreamsConfiguration own = configuration.copy();
        own.setStream(remaining);
        ValkeyStreamsEndpoint endpoint = new ValkeyStreamsEndpoint(uri, this, own);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        redeliveries = new RedeliveryScheduler(
                task -> getCamelContext().getExecutorServiceManager().newThread("valkey-streams-redelivery", task));
        getCamelContext().getCamelContextExtension().addContextPlugin(ScheduledExecutorService.class, redeliveries);
        getCamelContext().getCamelContextExtension().addInterceptStrategy(new DeliveryLimit());
    }

    /** The connections that all endpoints of this component share. */
    public synchronized ValkeyConnections connections() {
        if (connections == null) {
            if (client == null) {
                throw new IllegalStateException(
                        "valkey-streams has no client: bind a RedisClient or RedisClusterClient to the registry");
            }
            connections = new ValkeyConnections(client);
        }
        return connections;
    }

    /** Remembers where entries are settled into, so that the permissions can be checked before the first one is read. */
    void settlesInto(String resultStream, @Nullable String deadLetterStream) {
        settleTargets.add(new SettleTarget(resultStream, deadLetterStream));
    }

    void checkSettling(String stream) throws InterruptedException {
        for (SettleTarget target : settleTargets) {
            Settler.check(connections(), stream, target.resultStream(), target.deadLetterStream());
        }
    }

    @Override
    protected void doShutdown() throws Exception {
        if (redeliveries != null) {
            redeliveries.shutdownNow();
        }
        synchronized (this) {
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

    public ValkeyStreamsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ValkeyStreamsConfiguration configuration) {
        this.configuration = configuration;
    }
}
