package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.intake.SourceFolder;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.routing.RunningPipelines;
import io.follow.gateway.routing.RunningWebhooks;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.steps.intake.DropFile;
import io.follow.gateway.steps.intake.LogFolder;
import io.follow.gateway.steps.intake.NameableFiles;
import io.follow.gateway.steps.webhook.DeliverResult;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.testing.FixedPipelines;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.webhook.WebhookSender;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ProcessorEndpoint;
import org.apache.camel.support.ResourceHelper;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Route files in a Camel of their own, with the real components, the beans of the gateway that examples use and its
 * default properties.
 */
final class ExampleContext implements AutoCloseable {

    private final String uri;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final LettuceConnectionFactory connections;
    private final CamelContext camel;
    private final List<Resource> resources = new ArrayList<>();

    /** Nothing is loaded yet; the data folder and the source store are in the given folder. */
    ExampleContext(ValkeyServer server, Path folder) {
        uri = server.uri().toString();
        client = RedisClient.create(uri);
        connection = client.connect();
        connections = new LettuceConnectionFactory("127.0.0.1", server.port());
        connections.afterPropertiesSet();
        connections.start();
        camel = new DefaultCamelContext();
        ValkeyStreamsComponent streams = new ValkeyStreamsComponent();
        streams.setClient(client);
        camel.addComponent("valkey-streams", streams);
        camel.getRegistry().bind("redisConnectionFactory", connections);
        camel.getRegistry().bind("stringRedisTemplate", new StringRedisTemplate(connections));
        camel.getRegistry().bind("instance", new NamedInstance("worker-1"));
        camel.getRegistry()
                .bind(
                        "dropFile",
                        new DropFile(
                                new Stores(),
                                new SourceFolder("gateway-received"),
                                statusHashes(),
                                Clock.systemUTC(),
                                pipelines(folder)));
        camel.getRegistry().bind("nameableFiles", new NameableFiles());
        camel.getRegistry().bind("logFolder", new LogFolder());
        RunningWebhooks webhooks = new RunningWebhooks(() -> camel);
        camel.getRegistry().bind("webhooks", webhooks);
        camel.getRegistry()
                .bind(
                        "webhook",
                        new DeliverResult(
                                webhooks, new WebhookSender(new ObjectMapper(), Clock.systemUTC()), Clock.systemUTC()));
        camel.getPropertiesComponent().setInitialProperties(properties(folder));
        camel.getInflightRepository().setInflightBrowseEnabled(true);
        camel.getShutdownStrategy().setTimeout(5);
    }

    private static PerPipeline<StatusHash> statusHashes() {
        return new PerPipeline<>(name -> new StatusHash(
                name + ":status:", name + ":events", Duration.ofHours(1), Clock.systemUTC(), new ObjectMapper()));
    }

    private Pipelines pipelines(Path folder) {
        String incoming = folder.resolve("incoming").toString();
        return new RunningPipelines(
                () -> camel,
                FixedPipelines.NAMING,
                new RunningPipelines.Defaults(
                        incoming, folder.resolve("processed").toString(), 10_485_760, false));
    }

    /** Stands in for another program that a route sends to, where the example has the log. */
    static final class OtherProgram extends LogComponent {

        private final Processor processor;

        OtherProgram(Processor processor) {
            this.processor = processor;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new ProcessorEndpoint(uri, this, processor);
        }
    }

    /** Stands in for the bean that names a gateway's process. */
    public record NamedInstance(String name) {}

    /** Sets a property; before {@link #start}. */
    ExampleContext with(String property, String value) {
        camel.getPropertiesComponent().addInitialProperty(property, value);
        return this;
    }

    /** Lets a program of the test's stand where the example has the log; before {@link #start}. */
    ExampleContext with(Processor program) {
        camel.addComponent("log", new OtherProgram(program));
        return this;
    }

    /** Has a file loaded that is not in the folder, before those of {@link #start}. */
    ExampleContext load(RouteFile file) {
        resources.add(ResourceHelper.fromString(file.name(), file.text()));
        return this;
    }

    /** Loads the files, in this order and in one go as the gateway does, and starts them. */
    ExampleContext start(String... files) throws Exception {
        for (String file : files) {
            resources.add(ResourceHelper.resolveMandatoryResource(camel, "file:" + RouteFile.FOLDER.resolve(file)));
        }
        PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
        camel.start();
        return this;
    }

    /** Whether a step of a route has failed and is waiting for its next attempt. */
    boolean isRedelivering(String route) {
        return camel.getInflightRepository().browse(route).stream()
                .anyMatch(work -> work.getExchange().getMessage().getHeader(Exchange.REDELIVERY_COUNTER) != null);
    }

    /** The server as any other program sees it. */
    RedisCommands<String, String> server() {
        return connection.sync();
    }

    /** Where the server is. */
    String uri() {
        return uri;
    }

    CamelContext camel() {
        return camel;
    }

    private static Properties properties(Path folder) {
        Properties properties = GatewayDefaults.properties();
        properties.setProperty("gateway.data-dir", folder.toString());
        properties.setProperty("gateway.stores.source", "file:" + folder.resolve("incoming"));
        return properties;
    }

    @Override
    public void close() {
        camel.stop();
        connections.destroy();
        client.shutdown();
    }
}
