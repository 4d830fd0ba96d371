package io.follow.gateway.component.streams;

import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.client.WorkerConnection;
import io.follow.gateway.component.streams.write.EntryRestorer;
import io.follow.gateway.connection.JedisWorkerConnection;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.models.stream.PendingMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import redis.clients.jedis.Connection;

/** A Camel context with the component, and a client of the test's own, on one server. */
public final class StreamsFixture implements AutoCloseable {

    public static final String JOBS = "jobs";
    public static final String RESULTS = "results";
    public static final String GROUP = "workers";

    private final ValkeyServer valkey;
    public final RedisClient client;
    public final RedisCommands<String, String> server;
    public final CamelContext camel;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    public StreamsFixture(ValkeyServer valkey) throws Exception {
        this.valkey = valkey;
        client = RedisClient.create(valkey.uri().toString());
        server = client.connect().sync();
        camel = newContext();
    }

    /** Another gateway on the same server. */
    public CamelContext newContext() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        ValkeyStreamsComponent component = new ValkeyStreamsComponent();
        component.setClient(client);
        component.connectWorkersBy(this::connectWorker);
        context.addComponent("valkey-streams", component);
        context.getShutdownStrategy().setTimeout(10);
        return context;
    }

    /** Connections as a gateway of a single server has them. */
    public ValkeyConnections connections() {
        return new ValkeyConnections(client, this::connectWorker);
    }

    /** Adds entries again until this is closed. */
    public EntryRestorer restorer(ValkeyConnections connections) {
        return new EntryRestorer(connections, timer);
    }

    private WorkerConnection connectWorker() {
        return new JedisWorkerConnection(new Connection("127.0.0.1", valkey.port()));
    }

    /** What a route is made of. */
    public interface Routes {
        void configure(RouteBuilder builder) throws Exception;
    }

    public void start(Routes routes) throws Exception {
        start(camel, routes);
    }

    public static void start(CamelContext context, Routes routes) throws Exception {
        context.addRoutes(new RouteBuilder(context) {
            @Override
            public void configure() throws Exception {
                routes.configure(this);
            }
        });
        context.start();
    }

    public static String from(String options) {
        return "valkey-streams:" + JOBS + "?group=" + GROUP + "&blockTimeout=200"
                + (options.isEmpty() ? "" : "&" + options);
    }

    public String add(String name) {
        return server.xadd(JOBS, Map.of("name", name));
    }

    /** Creates the group before any consumer of the component does. */
    public void createGroup() {
        server.xgroupCreate(StreamOffset.from(JOBS, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
    }

    /** A new entry of a new group, delivered to a consumer; returns its id. */
    public String inWork(String name, String consumer) throws Exception {
        server.xgroupCreate(StreamOffset.from(JOBS, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        String id = add(name);
        takenBy(consumer);
        return id;
    }

    /** Reads an entry for another consumer, as a worker would that then dies. */
    public String takenBy(String consumer) {
        return read(JOBS, GROUP, consumer);
    }

    /** Reads the next entry of a stream for a consumer and returns its id. */
    public String read(String stream, String group, String consumer) {
        @SuppressWarnings("unchecked")
        List<StreamMessage<String, String>> read = server.xreadgroup(
                Consumer.from(group, consumer), XReadArgs.Builder.count(1), StreamOffset.lastConsumed(stream));
        return read.get(0).getId();
    }

    public List<StreamMessage<String, String>> entries(String stream) {
        return server.xrange(stream, Range.unbounded());
    }

    public List<PendingMessage> pending() {
        return server.xpending(JOBS, GROUP, Range.unbounded(), io.lettuce.core.Limit.from(1000));
    }

    public static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        camel.stop();
        client.shutdown(0, 2, java.util.concurrent.TimeUnit.SECONDS);
    }
}
