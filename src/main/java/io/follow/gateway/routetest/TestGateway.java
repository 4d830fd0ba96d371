package io.follow.gateway.routetest;

import io.follow.gateway.embedded.EmbeddedServer;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.routing.RouteFiles;
import io.follow.gateway.schedule.Scheduler;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.startup.ReadinessWaiter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;

/** A gateway in this JVM with its own server, and a connection to this server. */
final class TestGateway implements AutoCloseable {

    private static final int READY_SECONDS = 60;

    private final ConfigurableApplicationContext context;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final Path data;

    private TestGateway(
            ConfigurableApplicationContext context,
            RedisClient client,
            StatefulRedisConnection<String, String> connection,
            Path data) {
        this.context = context;
        this.client = client;
        this.connection = connection;
        this.data = data;
    }

    /**
     * Starts a gateway.
     *
     * @param application the main class
     * @param settings the complete configuration
     * @param data the data directory
     * @param stubbed the components whose endpoints are replaced
     */
    static TestGateway start(Class<?> application, Map<String, Object> settings, Path data, List<String> stubbed) {
        SpringApplication program = new SpringApplication(application);
        program.setMainApplicationClass(application);
        program.setEnvironment(new TestEnvironment(settings));
        program.setRegisterShutdownHook(false);
        program.addInitializers(context -> {
            if (context instanceof GenericApplicationContext beans) {
                beans.registerBean(
                        "routeTestStubs", CamelContextConfiguration.class, () -> new StubbedComponents(stubbed));
            }
        });
        // Each start decides anew whether the AOT-generated beans are used.
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
        return connected(program.run(), data);
    }

    /** Connects to the server. If this fails, closes the gateway, which would keep running without its test. */
    private static TestGateway connected(ConfigurableApplicationContext context, Path data) {
        RedisClient client = null;
        boolean complete = false;
        try {
            client = RedisClient.create(
                    context.getBean(EmbeddedServer.class).uri().toString());
            TestGateway gateway = new TestGateway(context, client, client.connect(), data);
            complete = true;
            return gateway;
        } finally {
            if (!complete) {
                if (client != null) {
                    client.shutdown();
                }
                context.close();
            }
        }
    }

    /** Waits until every route has started. Returns a problem with the routes as one line, or null. */
    @Nullable
    String awaitReady() throws InterruptedException {
        String trouble = context.getBean(RouteFiles.class).trouble();
        if (trouble != null) {
            return trouble;
        }
        CountDownLatch ready = new CountDownLatch(1);
        new ReadinessWaiter(
                        camel(), context.getBean("scheduler", Scheduler.class).executor())
                .onReady(ready::countDown);
        if (ready.await(READY_SECONDS, TimeUnit.SECONDS)) {
            return null;
        }
        return HealthCheckHelper.invokeReadiness(camel()).stream()
                .filter(result -> result.getState() != HealthCheck.State.UP)
                .map(result ->
                        result.getCheck().getId() + ": " + result.getMessage().orElse("not up"))
                .findFirst()
                .orElse("not ready");
    }

    RedisCommands<String, String> server() {
        return connection.sync();
    }

    CamelContext camel() {
        return context.getBean(CamelContext.class);
    }

    PipelineKeys keysOf(String pipeline) {
        return context.getBean(GatewayProperties.class).naming().keysOf(pipeline);
    }

    /** The data directory. */
    Path data() {
        return data;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
        context.close();
    }
}
